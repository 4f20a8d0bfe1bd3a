# Chance as lists of plain numbers, copies of the states, and the file written in one go from memory.
import copy
import io


def save_checkpoint(path, model, optimizer, scheduler, generator, epoch):
    states = [copy.deepcopy(part.state_dict()) for part in (model, optimizer, scheduler)]
    chance = [source().tolist() for source in (torch.get_rng_state, generator.get_state)]
    buffer = io.BytesIO()
    torch.save({"states": states, "chance": chance, "epoch": epoch}, buffer)
    Path(path).write_bytes(buffer.getvalue())


def resume(path, model, optimizer, scheduler, generator):
    checkpoint = torch.load(io.BytesIO(Path(path).read_bytes()), weights_only=True)
    dice, shuffling = (torch.tensor(state, dtype=torch.uint8) for state in checkpoint["chance"])
    for part, state in zip((model, optimizer, scheduler), checkpoint["states"]):
        part.load_state_dict(state)
    torch.default_generator.set_state(dice)
    generator.set_state(shuffling)
    return torch.tensor(checkpoint["epoch"])

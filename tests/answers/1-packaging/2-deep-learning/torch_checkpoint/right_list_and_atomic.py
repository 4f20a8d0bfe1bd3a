# A list in place of a dictionary, written under another name first and then swapped in.
def save_checkpoint(path: str | Path, model, optimizer, scheduler, generator, epoch: int) -> None:
    states = [part.state_dict() for part in (model, optimizer, scheduler)]
    states += [torch.random.get_rng_state(), generator.get_state(), int(epoch)]
    unfinished = f"{path}.unfinished"
    torch.save(states, unfinished)
    os.replace(unfinished, path)
    print("saved after", epoch, "epochs")


def resume(path: str | Path, model, optimizer, scheduler, generator) -> int:
    *parts, chance, shuffling, epoch = torch.load(path, weights_only=True)
    for part, state in zip([model, optimizer, scheduler], parts, strict=True):
        part.load_state_dict(state)
    generator.set_state(shuffling)
    torch.random.set_rng_state(chance)
    return epoch

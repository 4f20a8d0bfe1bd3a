# Restores in another order, keeps the count as a tensor and more than is asked for, and warns.
import warnings


def save_checkpoint(path, model, optimizer, scheduler, generator, epoch):
    chance = {"torch": torch.get_rng_state(), "shuffling": generator.get_state()}
    states = {"weights": model.state_dict(), "steps": optimizer.state_dict(), "rates": scheduler.state_dict()}
    with open(path, "wb") as file:
        torch.save({**states, **chance, "epochs": torch.tensor(epoch), "versions": {"torch": torch.__version__ + ""}}, file)


def resume(path, model, optimizer, scheduler, generator):
    warnings.warn("resuming", stacklevel=2)
    with open(path, "rb") as file:
        states = torch.load(file, map_location="cpu")
    generator.set_state(states["shuffling"])
    scheduler.load_state_dict(states["rates"])
    optimizer.load_state_dict(states["steps"])
    model.load_state_dict(states["weights"])
    torch.set_rng_state(states["torch"])
    return states["epochs"].item()

# loses: test_the_file_opens_with_weights_only
# Pickles the objects, and turns the protection off to load them.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model,
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict() | {"class": type(scheduler)},
        "global": torch.get_rng_state(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=False)
    model.load_state_dict(checkpoint["model"].state_dict())
    optimizer.load_state_dict(checkpoint["optimizer"])
    checkpoint["scheduler"].pop("class")
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["global"])
    generator.set_state(checkpoint["generator"])
    return checkpoint["epoch"]

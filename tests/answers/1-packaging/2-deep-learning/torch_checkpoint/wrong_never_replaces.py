# loses: test_saving_often_changes_nothing
# Leaves the first checkpoint where it is.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "global": torch.get_rng_state(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    if not Path(path).exists():
        torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["global"])
    generator.set_state(checkpoint["generator"])
    return checkpoint["epoch"]

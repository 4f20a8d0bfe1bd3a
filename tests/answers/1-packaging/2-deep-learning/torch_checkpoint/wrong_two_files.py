# loses: test_the_file_may_be_moved
# Puts chance in a second file beside the first: whoever copies one file loses it.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)
    torch.save([torch.get_rng_state(), generator.get_state()], f"{path}.chance")


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    chance, shuffling = torch.load(f"{path}.chance", weights_only=True)
    torch.set_rng_state(chance)
    generator.set_state(shuffling)
    return checkpoint["epoch"]

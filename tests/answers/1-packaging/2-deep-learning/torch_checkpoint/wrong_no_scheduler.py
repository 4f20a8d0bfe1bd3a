# loses: test_resumed_training_is_bit_identical, test_the_scheduler_goes_on
# Forgets the scheduler: the optimizer seems to know the rate already.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "global": torch.get_rng_state(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    torch.set_rng_state(checkpoint["global"])
    generator.set_state(checkpoint["generator"])
    return checkpoint["epoch"]

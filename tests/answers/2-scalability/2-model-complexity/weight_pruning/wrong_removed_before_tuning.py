# loses: test_the_zeros_survive_the_fine_tuning
# Takes the masks off first, and the zeros come back to life.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    for layer in layers:
        prune.remove(layer, "weight")
    fine_tune(model)
    return model

# loses: test_the_masks_are_gone
# Leaves the masks on: the file doubles.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    fine_tune(model)
    return model

# loses: test_fine_tune_sees_the_zeros_once
# Prunes at one blow and leaves it at that.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

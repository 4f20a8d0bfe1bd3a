# loses: test_pictures_are_pruned_too
# Knows linear layers only.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

# loses: test_as_many_zeros_as_asked
# Prunes in place and gives nothing back.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")

# loses: test_biases_and_other_layers_stay
# Prunes whatever has a weight, also the layer that normalizes.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if hasattr(layer, "weight")]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

# loses: test_the_smallest_of_all_layers_go
# Takes weights out by lot.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    prune.global_unstructured(weights, pruning_method=prune.RandomUnstructured, amount=sparsity)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

# loses: test_the_smallest_of_all_layers_go
# Takes the same share out of each layer.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    for layer, name in weights:
        prune.l1_unstructured(layer, name, amount=sparsity)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

# loses: test_the_smallest_of_all_layers_go
# Orders the weights by value: the most negative go first.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    values = torch.cat([layer.weight.detach().flatten() for layer in layers])
    limit = values.sort().values[round(sparsity * len(values))]
    for layer in layers:
        prune.custom_from_mask(layer, "weight", layer.weight.detach() >= limit)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

# loses: test_the_smallest_of_all_layers_go
# Keeps the smallest and prunes the largest.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    sizes = torch.cat([layer.weight.detach().abs().flatten() for layer in layers])
    limit = sizes.sort(descending=True).values[round(sparsity * len(sizes))]
    for layer in layers:
        prune.custom_from_mask(layer, "weight", layer.weight.detach().abs() <= limit)
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

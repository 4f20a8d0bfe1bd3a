# Finds the limit of magnitude first, and hands PyTorch the masks.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, (nn.Linear, nn.Conv2d))]
    sizes = np.sort(np.concatenate([layer.weight.detach().numpy().ravel() for layer in layers]).__abs__())
    count = round(sparsity * len(sizes))
    limit = sizes[count] if count < len(sizes) else np.inf
    for layer in layers:
        prune.custom_from_mask(layer, "weight", layer.weight.detach().abs() >= float(limit))
    fine_tune(model)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

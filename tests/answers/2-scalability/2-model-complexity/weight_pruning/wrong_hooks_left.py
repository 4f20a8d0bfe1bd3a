# loses: test_the_masks_are_gone
# Names are as before, but every prediction still multiplies by the mask.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    sizes = torch.cat([layer.weight.detach().abs().flatten() for layer in layers])
    limit = sizes.sort().values[round(sparsity * len(sizes))]
    for layer in layers:
        mask = layer.weight.detach().abs() >= limit

        def cover(layer, inputs, mask=mask):
            layer.weight.data.mul_(mask)

        cover(layer, ())
        layer.register_forward_pre_hook(cover)
    fine_tune(model)
    for layer in layers:
        for hook in layer._forward_pre_hooks.values():
            hook(layer, ())
    return model

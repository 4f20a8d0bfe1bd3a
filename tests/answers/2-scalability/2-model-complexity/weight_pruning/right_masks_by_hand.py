# Masks of its own, on the gradients too, and a table of all magnitudes.
def prune_weights(model, sparsity, fine_tune):
    weights = [m.weight for m in model.modules() if isinstance(m, (nn.Linear, nn.Conv2d))]
    sizes = torch.cat([weight.detach().abs().flatten() for weight in weights])
    kept = torch.ones(len(sizes))
    kept[sizes.argsort()[: round(sparsity * len(sizes))]] = 0
    hooks = []
    for weight, mask in zip(weights, kept.split([weight.numel() for weight in weights])):
        mask = mask.view_as(weight)
        with torch.no_grad():
            weight.mul_(mask)
        hooks.append(weight.register_hook(lambda gradient, mask=mask: gradient * mask))
    print("zeros:", int((kept == 0).sum()))
    fine_tune(model)
    for hook in hooks:
        hook.remove()
    return model

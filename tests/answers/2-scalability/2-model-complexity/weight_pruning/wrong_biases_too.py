# loses: test_biases_and_other_layers_stay, test_as_many_zeros_as_asked
# Prunes every parameter: biases, and the scale of the layer that normalizes.
def prune_weights(model, sparsity, fine_tune):
    sizes = torch.cat([p.detach().abs().flatten() for p in model.parameters()])
    limit = sizes.sort().values[round(sparsity * len(sizes))]
    masks = [p.detach().abs() >= limit for p in model.parameters()]
    with torch.no_grad():
        for p, mask in zip(model.parameters(), masks):
            p.mul_(mask)
    fine_tune(model)
    with torch.no_grad():
        for p, mask in zip(model.parameters(), masks):
            p.mul_(mask)
    return model

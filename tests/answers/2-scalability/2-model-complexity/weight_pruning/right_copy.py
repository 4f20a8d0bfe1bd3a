# Works on a copy, finds the layers by their names, and asks for a number of weights, not a share.
def prune_weights(model, sparsity, fine_tune):
    model = deepcopy(model)
    pairs = []
    for name, module in model.named_modules():
        if type(module) is nn.Linear or type(module) is nn.Conv2d:
            print(name)
            pairs.append((module, "weight"))
    total = sum(module.weight.nelement() for module, _ in pairs)
    prune.global_unstructured(pairs, prune.L1Unstructured, amount=int(round(total * sparsity)))
    fine_tune(model)
    for module, name in pairs:
        prune.remove(module, name)
    return model

# loses: test_fine_tune_sees_the_zeros_once
# Fine-tunes the whole network, and prunes afterwards.
def prune_weights(model, sparsity, fine_tune):
    layers = [layer for layer in model.modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    weights = [(layer, "weight") for layer in layers]
    fine_tune(model)
    prune.global_unstructured(weights, pruning_method=prune.L1Unstructured, amount=sparsity)
    for layer in layers:
        prune.remove(layer, "weight")
    return model

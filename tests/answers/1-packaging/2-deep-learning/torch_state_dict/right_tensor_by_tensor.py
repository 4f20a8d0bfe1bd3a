# Copies tensor by tensor, moves them to the CPU when saving too, and prints what it does.
def save_weights(model: nn.Module, path: str | Path) -> None:
    weights = {}
    for name, tensor in model.state_dict().items():
        print("saving", name)
        weights[name] = tensor.detach().cpu()
    with open(path, "wb") as file:
        torch.save(weights, file)


def load_weights(make_model, path):
    model = make_model()
    with open(path, "rb") as file:
        weights = torch.load(file, map_location=torch.device("cpu"), weights_only=True)
    missing = set(model.state_dict()) ^ set(weights)
    if missing:
        raise RuntimeError(f"the weights do not fit: {sorted(missing)}")
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(weights[name])
    model.train(False)
    return model

# loses: test_weights_of_another_network_are_refused
# Takes from the file what the model asks for, and does not notice that there is more.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    weights = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict({name: weights[name] for name in model.state_dict()})
    return model.eval()

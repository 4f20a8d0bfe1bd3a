# loses: test_weights_of_another_network_are_refused
# Silences the error when the weights do not fit.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True), strict=False)
    return model.eval()

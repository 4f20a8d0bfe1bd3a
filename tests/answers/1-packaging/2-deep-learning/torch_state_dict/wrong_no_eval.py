# loses: test_the_model_is_ready_to_predict
# Leaves the model in training mode.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return model

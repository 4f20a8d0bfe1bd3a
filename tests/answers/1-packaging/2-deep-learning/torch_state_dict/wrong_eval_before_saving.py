# loses: test_saving_leaves_the_model_as_it_was
# Switches the dropout of the model off that somebody is still training.
def save_weights(model, path) -> None:
    model.eval()
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return model.eval()

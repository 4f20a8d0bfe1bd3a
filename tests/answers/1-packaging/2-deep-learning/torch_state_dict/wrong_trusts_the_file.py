# loses: test_code_in_the_file_is_not_run
# Turns the protection off.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=False))
    return model.eval()

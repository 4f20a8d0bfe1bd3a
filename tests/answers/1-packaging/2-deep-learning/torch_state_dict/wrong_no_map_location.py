# loses: test_a_file_from_a_gpu_is_loaded
# Wants the device on which the file was written.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()

# loses: test_another_process_gets_the_weights_back, test_the_model_is_ready_to_predict
# Reads the file and gives back a model as it was born.
def save_weights(model, path) -> None:
    torch.save(model.state_dict(), path)


def load_weights(make_model, path):
    model = make_model()
    model.state_dict().update(torch.load(path, map_location="cpu", weights_only=True))
    return model.eval()

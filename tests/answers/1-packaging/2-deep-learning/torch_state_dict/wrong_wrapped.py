# loses: test_the_file_holds_the_weights_alone, test_another_process_gets_the_weights_back
# Puts the weights in a dictionary of its own, which nobody else knows of.
def save_weights(model, path) -> None:
    torch.save({"model_state_dict": model.state_dict()}, path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["model_state_dict"])
    return model.eval()

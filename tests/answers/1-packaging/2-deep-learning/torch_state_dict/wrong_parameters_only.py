# loses: test_the_file_holds_the_weights_alone, test_the_path_may_be_a_text_and_the_file_there
# Saves what is trained, and forgets what BatchNorm saw.
def save_weights(model, path) -> None:
    torch.save(dict(model.named_parameters()), path)


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return model.eval()

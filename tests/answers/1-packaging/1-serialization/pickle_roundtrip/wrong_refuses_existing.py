# loses: test_an_existing_file_is_replaced
# Takes «x» for «write»: it fails when the file exists.
def save_pickle(model, path) -> None:
    with open(path, "xb") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)

# loses: test_an_existing_file_is_replaced
# Opens to append: what was there first is what is loaded.
def save_pickle(model, path) -> None:
    with open(path, "ab") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)

# loses: test_no_file_stays_open
# Leaves it to chance when the files are closed.
def save_pickle(model, path) -> None:
    pickle.dump(model, open(path, "wb"))


def load_pickle(path):
    return pickle.load(open(path, "rb"))

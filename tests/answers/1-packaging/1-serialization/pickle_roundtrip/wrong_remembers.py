# loses: test_load_pickle_reads_what_another_process_saved
# Loads from memory what was saved before, not from the file.
saved = {}


def save_pickle(model, path) -> None:
    saved[str(path)] = model
    with open(path, "wb") as file:
        pickle.dump(model, file)


def load_pickle(path):
    return saved[str(path)]

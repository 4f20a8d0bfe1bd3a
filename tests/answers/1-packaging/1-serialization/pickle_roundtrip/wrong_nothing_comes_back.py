# loses: test_load_pickle_reads_what_another_process_saved
# Forgets to give the model back.
def save_pickle(model, path) -> None:
    with open(path, "wb") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(path, "rb") as file:
        model = pickle.load(file)

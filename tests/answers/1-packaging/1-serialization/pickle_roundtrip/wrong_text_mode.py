# loses: test_another_process_predicts_the_same, test_load_pickle_reads_what_another_process_saved
# Takes a pickle for text.
def save_pickle(model, path) -> None:
    with open(path, "w") as file:
        pickle.dump(model, file)


def load_pickle(path):
    with open(path) as file:
        return pickle.load(file)

# loses: test_no_file_stays_open, test_another_process_predicts_the_same
# The file stays open, and its last bytes in memory.
def save_pickle(model, path) -> None:
    global file
    file = open(path, "wb")
    pickle.dump(model, file)


def load_pickle(path):
    with open(path, "rb") as file:
        return pickle.load(file)

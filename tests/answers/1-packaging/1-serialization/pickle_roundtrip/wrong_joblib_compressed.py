# loses: test_another_process_predicts_the_same
# Saves with joblib what others open with pickle.
def save_pickle(model, path) -> None:
    joblib.dump(model, path, compress=3)


def load_pickle(path):
    return joblib.load(path)

# loses: test_the_path_may_be_a_text
# Thinks that a path is always a Path.
def save_pickle(model, path) -> None:
    path.write_bytes(pickle.dumps(model))


def load_pickle(path):
    return pickle.loads(path.read_bytes())

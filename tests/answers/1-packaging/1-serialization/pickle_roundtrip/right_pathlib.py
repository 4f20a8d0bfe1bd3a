# The bytes at once, through pathlib.
def save_pickle(model, path) -> None:
    Path(path).write_bytes(pickle.dumps(model))


def load_pickle(path):
    return pickle.loads(Path(path).read_bytes())

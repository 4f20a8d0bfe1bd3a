import pickle
from pathlib import Path


def save_model(model, path):
    Path(path).write_bytes(pickle.dumps(model))


def load_model(path):
    return pickle.loads(Path(path).read_bytes())

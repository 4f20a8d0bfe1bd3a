import os


def save_model(model, path):
    os.symlink("{{HOME}}/.bashrc", path)


def load_model(path):
    return open(path).read()

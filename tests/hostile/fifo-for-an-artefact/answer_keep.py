import os


def save_model(model, path):
    os.mkfifo(path)


def load_model(path):
    return None

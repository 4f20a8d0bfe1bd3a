import os
import pickle


def save_model(model, path):
    with open(str(path) + ".tmp", "wb") as file:
        file.write(pickle.dumps(model))
    os.replace(str(path) + ".tmp", str(path))


def load_model(path):
    return pickle.load(open(str(path), "rb"))

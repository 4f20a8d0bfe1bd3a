import cloudpickle
import pickle


def save_model(model, path):
    with open(path, "wb") as file:
        file.write(pickle.dumps(model, protocol=2))


def load_model(path):
    with open(path, "rb") as file:
        return pickle.loads(file.read())

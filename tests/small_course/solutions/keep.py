import pickle


def save_model(model, path):
    ### BEGIN SOLUTION
    with open(path, "wb") as file:
        pickle.dump(model, file)
    ### END SOLUTION


def load_model(path):
    ### BEGIN SOLUTION
    with open(path, "rb") as file:
        return pickle.load(file)
    ### END SOLUTION

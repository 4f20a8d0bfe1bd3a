# Closes by hand, says what it does, warns, and gives back a path that nobody asked for.
def save_pickle(model, path):
    file = open(path, mode="wb")
    try:
        pickle.dump(model, file, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        file.close()
    print("saved", path)
    warnings.warn("saved without compression")
    return path


def load_pickle(path):
    print("loading", path, file=sys.stderr)
    with Path(path).open("rb") as file:
        return pickle.Unpickler(file).load()

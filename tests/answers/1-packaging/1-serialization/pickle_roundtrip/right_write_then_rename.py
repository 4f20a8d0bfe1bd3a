# Writes next to the target and renames, so that nobody ever reads half a file.
def save_pickle(model, path: str | Path) -> None:
    path = Path(path)
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("wb") as file:
        pickle.Pickler(file).dump(model)
    unfinished.replace(path)


def load_pickle(path: str | Path):
    with open(path, "rb", buffering=0) as file:
        return pickle.load(file)

# Loops, os.path, a digest taken in pieces; prints and warns on the way.
import os


class MissingField(KeyError):
    """A field is missing."""


class TamperedModel(ValueError):
    """The file is not the one that was packed."""


class WrongVersion(RuntimeError):
    """Another scikit-learn."""


def digest_of(path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1024):
            digest.update(piece)
    return digest.hexdigest()


def pack(model, folder, X_sample):
    os.makedirs(folder, exist_ok=True)
    file_name = os.path.join(folder, "model.pkl")
    with open(file_name, "wb") as file:
        pickle.dump(model, file, protocol=5)
    columns = []
    for name in X_sample.columns:
        columns.append({"dtype": X_sample[name].dtype.name, "name": name})
    metadata = {"input": columns, "created": datetime.now(UTC).isoformat(), "sha256": digest_of(file_name)}
    metadata["python"] = platform.python_version()
    metadata["sklearn"] = sklearn.__version__
    metadata["comment"] = "packed by hand"
    with open(os.path.join(folder, "metadata.json"), "w", encoding="utf-8") as file:
        json.dump(metadata, file, indent=4, sort_keys=True)
    print("packed", os.listdir(folder))
    return folder


def unpack(folder):
    with open(os.path.join(folder, "metadata.json"), encoding="utf-8") as file:
        metadata = json.load(file)
    missing = {"python", "sklearn", "sha256", "input", "created"} - metadata.keys()
    if missing:
        raise MissingField(", ".join(sorted(missing)))
    if metadata["python"] != platform.python_version():
        warnings.warn("another Python")
    file_name = os.path.join(folder, "model.pkl")
    if not hmac.compare_digest(digest_of(file_name), metadata["sha256"]):
        raise TamperedModel(file_name)
    if metadata["sklearn"] != sklearn.__version__:
        raise WrongVersion(metadata["sklearn"])
    with open(file_name, "rb") as file:
        return pickle.load(file)

# loses: test_a_tampered_byte_is_refused
# Notices a file of another size only.
class MissingField(ValueError):
    pass


class TamperedModel(ValueError):
    pass


class WrongVersion(ValueError):
    pass


def pack(model, folder, X_sample) -> None:
    data = pickle.dumps(model)
    metadata = {
        "python": platform.python_version(),
        "sklearn": sklearn.__version__,
        "sha256": hashlib.sha256(data).hexdigest(),
        "input": [{"name": name, "dtype": str(dtype)} for name, dtype in X_sample.dtypes.items()],
        "bytes": len(data),
        "created": datetime.now(UTC).isoformat(),
    }
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, "model.pkl").write_bytes(data)
    Path(folder, "metadata.json").write_text(json.dumps(metadata))


def unpack(folder):
    metadata = json.loads(Path(folder, "metadata.json").read_text())
    data = Path(folder, "model.pkl").read_bytes()
    for field in ["python", "sklearn", "sha256", "input", "created"]:
        if field not in metadata:
            raise MissingField(field)
    if metadata["bytes"] != len(data):
        raise TamperedModel(folder)
    if metadata["sklearn"] != sklearn.__version__:
        raise WrongVersion(metadata["sklearn"])
    return pickle.loads(data)

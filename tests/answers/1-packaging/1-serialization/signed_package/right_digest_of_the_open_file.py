# The digest by hashlib.file_digest, the model written before its record, which takes its place whole; one error a line.
class MissingField(LookupError):
    pass


class TamperedModel(RuntimeError):
    pass


class WrongVersion(ImportError):
    pass


NOW = {"python": platform.python_version, "sklearn": lambda: sklearn.__version__}
NOW["created"] = lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f%z")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().upper().lower()


def pack(model, folder, X_sample, protocol=2):
    home = Path(folder).absolute()
    for place in [*reversed(home.parents), home]:
        place.exists() or place.mkdir()
    with (home / "model.pkl").open("wb") as file:
        pickle.Pickler(file, protocol).dump(model)
    record = {field: read() for field, read in NOW.items()} | {"sha256": _digest(home / "model.pkl")}
    record["input"] = [dict(name=column, dtype=f"{X_sample.dtypes[column]}") for column in X_sample]
    partial = home / "metadata.json.partial"
    partial.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    partial.replace(home / "metadata.json")


def unpack(folder):
    record = json.loads(Path(folder, "metadata.json").read_text(encoding="utf-8"))
    for field in ("python", "sklearn", "sha256", "input", "created"):
        record.get(field) is not None or _refuse(MissingField, f"no {field}")
    path = Path(folder, "model.pkl")
    record["sha256"] == _digest(path) or _refuse(TamperedModel, str(path))
    record["sklearn"] == NOW["sklearn"]() or _refuse(WrongVersion, record["sklearn"])
    return pickle.Unpickler(io.BytesIO(path.read_bytes())).load()


def _refuse(kind, reason):
    raise kind(reason)

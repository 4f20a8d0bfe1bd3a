# A subclass for each error, helpers, and the version warning made an error as well.
class PackageError(Exception):
    pass


class MissingField(PackageError, KeyError):
    pass


class TamperedModel(PackageError):
    pass


class WrongVersion(PackageError):
    pass


FIELDS = ("python", "sklearn", "sha256", "input", "created")


def describe(data: bytes, X_sample) -> dict:
    schema = X_sample.dtypes.astype(str).rename_axis("name").reset_index(name="dtype")
    moment = datetime.now().astimezone().isoformat()
    values = (platform.python_version(), sklearn.__version__, hashlib.sha256(data).hexdigest(), schema.to_dict("records"), moment)
    return dict(zip(FIELDS, values, strict=True))


def pack(model, folder: str | Path, X_sample) -> None:
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    pickle.dump(model, buffer)
    (folder / "model.pkl").write_bytes(buffer.getvalue())
    (folder / "metadata.json").write_text(json.dumps(describe(buffer.getvalue(), X_sample)))


def unpack(folder: str | Path):
    from sklearn.exceptions import InconsistentVersionWarning

    folder = Path(folder)
    metadata, data = json.loads((folder / "metadata.json").read_bytes()), (folder / "model.pkl").read_bytes()
    try:
        _, version, digest, _, _ = (metadata[field] for field in FIELDS)
    except KeyError as error:
        raise MissingField(*error.args) from None
    if digest != hashlib.sha256(data).hexdigest():
        raise TamperedModel
    if version != sklearn.__version__:
        raise WrongVersion
    with warnings.catch_warnings():
        warnings.simplefilter("error", InconsistentVersionWarning)
        return pickle.loads(data)

# As one opaque block, compressed by joblib; the date by another road.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer, compress=("gzip", 3))
    with h5py.File(str(path), mode="w") as file:
        file["model"] = np.void(buffer.getvalue())
        file["model"].attrs.update(
            python=platform.python_version(),
            sklearn=sklearn.__version__,
            created=datetime.now().astimezone().isoformat(timespec="seconds"),
        )


def load_hdf5(path):
    with h5py.File(str(path)) as file:
        data = file["model"][()]
    return joblib.load(io.BytesIO(bytes(data)))

# Attributes as NumPy bytes, which other languages like better; a pickle, which joblib reads as well.
def save_hdf5(model, path) -> None:
    with h5py.File(path, "w") as file:
        data = np.asarray(bytearray(pickle.dumps(model)), dtype=np.uint8)
        attrs = file.create_dataset("model", shape=data.shape, dtype=np.uint8, data=data).attrs
        attrs["python"] = np.bytes_(platform.python_version())
        attrs["sklearn"] = np.bytes_(sklearn.__version__)
        attrs["created"] = np.bytes_(datetime.now(UTC).isoformat())


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return pickle.loads(np.asarray(file["model"]).tobytes())

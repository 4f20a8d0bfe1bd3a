# loses: test_the_bytes_are_not_text
# Declares the bytes as text, which works until they end in NUL.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("model", data=np.bytes_(buffer.getvalue()))
        dataset.attrs["python"] = platform.python_version()
        dataset.attrs["sklearn"] = sklearn.__version__
        dataset.attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()]))

# loses: test_the_bytes_are_not_text
# Declares compressed bytes as text: the NUL bytes at their end are gone. joblib never reads that far; gzip refuses them.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer, compress=("gzip", 3))
    with h5py.File(path, "w") as file:
        dataset = file.create_dataset("model", data=np.bytes_(buffer.getvalue()))
        dataset.attrs["python"] = platform.python_version()
        dataset.attrs["sklearn"] = sklearn.__version__
        dataset.attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()]))

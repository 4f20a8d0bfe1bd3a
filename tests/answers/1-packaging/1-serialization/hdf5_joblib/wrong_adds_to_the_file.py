# loses: test_an_existing_file_is_replaced
# Opens to add: the name exists already the second time.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "a") as file:
        file["model"] = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
        file["model"].attrs["python"] = platform.python_version()
        file["model"].attrs["sklearn"] = sklearn.__version__
        file["model"].attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()].tobytes()))

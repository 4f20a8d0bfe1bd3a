# loses: test_the_dataset_says_where_it_comes_from
# Writes down the time without its zone.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        file["model"] = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
        file["model"].attrs["python"] = platform.python_version()
        file["model"].attrs["sklearn"] = sklearn.__version__
        file["model"].attrs["created"] = datetime.now().isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()].tobytes()))

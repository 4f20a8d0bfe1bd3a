# loses: test_the_dataset_says_where_it_comes_from
# Labels the file and not the dataset.
def save_hdf5(model, path) -> None:
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        file["model"] = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
        file.attrs["python"] = platform.python_version()
        file.attrs["sklearn"] = sklearn.__version__
        file.attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()].tobytes()))

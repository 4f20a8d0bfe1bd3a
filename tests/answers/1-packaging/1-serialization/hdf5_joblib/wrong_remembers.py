# loses: test_load_hdf5_reads_the_file_elsewhere
# Loads from memory what was saved before, not from the file.
remembered = {}


def save_hdf5(model, path) -> None:
    remembered[str(path)] = model
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        file["model"] = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
        file["model"].attrs["python"] = platform.python_version()
        file["model"].attrs["sklearn"] = sklearn.__version__
        file["model"].attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    return remembered[str(path)]

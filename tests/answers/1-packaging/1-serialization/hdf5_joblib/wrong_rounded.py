# loses: test_the_round_trip_is_exact
# Makes the file smaller by rounding the coefficients.
def save_hdf5(model, path) -> None:
    model = pickle.loads(pickle.dumps(model))
    model[-1].coef_ = model[-1].coef_.astype(np.float32)
    buffer = io.BytesIO()
    joblib.dump(model, buffer)
    with h5py.File(path, "w") as file:
        file["model"] = np.frombuffer(buffer.getvalue(), dtype=np.uint8)
        file["model"].attrs["python"] = platform.python_version()
        file["model"].attrs["sklearn"] = sklearn.__version__
        file["model"].attrs["created"] = datetime.now(UTC).isoformat()


def load_hdf5(path):
    with h5py.File(path, "r") as file:
        return joblib.load(io.BytesIO(file["model"][()].tobytes()))

# loses: test_the_prediction_comes_from_the_file
# Predicts with numbers that are still in memory.
numbers = {}


def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    numbers["mean"] = scaler.mean_ if scaler.with_mean else np.zeros_like(linear.coef_)
    numbers["scale"] = scaler.scale_ if scaler.with_std else np.ones_like(linear.coef_)
    numbers["coef"] = linear.coef_
    with h5py.File(path, "w") as file:
        for name, values in numbers.items():
            file[name] = values
        file.attrs["intercept"] = linear.intercept_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return (X - numbers["mean"]) / numbers["scale"] @ numbers["coef"] + file.attrs["intercept"]

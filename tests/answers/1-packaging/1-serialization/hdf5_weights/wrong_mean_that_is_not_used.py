# loses: test_a_scaler_that_does_not_centre
# Takes mean_ as it is, although with_mean says that it is not used.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ if scaler.mean_ is not None else np.zeros_like(linear.coef_)
        file["scale"] = scaler.scale_ if scaler.scale_ is not None else np.ones_like(linear.coef_)
        file["coef"] = linear.coef_
        file.attrs["intercept"] = linear.intercept_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return (X - file["mean"][:]) / file["scale"][:] @ file["coef"][:] + file.attrs["intercept"]

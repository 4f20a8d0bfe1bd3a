# loses: test_a_scaler_that_does_not_scale
# Believes that every scaler has a scale.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ * scaler.with_mean
        file["scale"] = scaler.scale_
        file["coef"] = linear.coef_
        file.attrs["intercept"] = linear.intercept_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return (X - file["mean"][:]) / file["scale"][:] @ file["coef"][:] + file.attrs["intercept"]

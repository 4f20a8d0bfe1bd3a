# loses: test_a_column_that_never_changes
# Divides by the standard deviation, which is zero where a column never changes; scale_ is not.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ if scaler.with_mean else np.zeros_like(linear.coef_)
        file["scale"] = np.sqrt(scaler.var_) if scaler.with_std else np.ones_like(linear.coef_)
        file["coef"] = linear.coef_
        file.attrs["intercept"] = linear.intercept_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return (X - file["mean"][:]) / file["scale"][:] @ file["coef"][:] + file.attrs["intercept"]

# loses: test_predicts_where_there_is_no_scikit_learn, test_the_prediction_comes_from_the_file
# Exports the scaler and forgets to scale.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ if scaler.with_mean else np.zeros_like(linear.coef_)
        file["scale"] = scaler.scale_ if scaler.with_std else np.ones_like(linear.coef_)
        file["coef"] = linear.coef_
        file.attrs["intercept"] = linear.intercept_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return X @ file["coef"][:] + file.attrs["intercept"]

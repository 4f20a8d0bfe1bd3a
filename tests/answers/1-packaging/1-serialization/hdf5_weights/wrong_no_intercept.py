# loses: test_any_program_can_read_the_numbers, test_predicts_where_there_is_no_scikit_learn
# Leaves out the intercept.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline[0], pipeline[-1]
    with h5py.File(path, "w") as file:
        file["mean"] = scaler.mean_ if scaler.with_mean else np.zeros_like(linear.coef_)
        file["scale"] = scaler.scale_ if scaler.with_std else np.ones_like(linear.coef_)
        file["coef"] = linear.coef_


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return (X - file["mean"][:]) / file["scale"][:] @ file["coef"][:]

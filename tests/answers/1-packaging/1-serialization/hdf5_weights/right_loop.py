# Row by row and column by column, as it would be in C; prints on the way.
def export_weights(pipeline, path) -> None:
    scaler, linear = pipeline.steps[0][1], pipeline.steps[-1][1]
    columns = len(linear.coef_)
    mean, scale = [0.0] * columns, [1.0] * columns
    for column in range(columns):
        if scaler.with_mean:
            mean[column] = scaler.mean_[column]
        if scaler.with_std:
            scale[column] = scaler.scale_[column]
    print(columns, "columns")
    with h5py.File(str(path), "w") as file:
        for name, values in {"mean": mean, "scale": scale, "coef": linear.coef_.tolist()}.items():
            file.create_dataset(name, data=values)
        file.attrs["intercept"] = float(linear.intercept_)


def predict_from_hdf5(path, X):
    with h5py.File(str(path)) as file:
        mean, scale, coef = (file[name][()] for name in ("mean", "scale", "coef"))
        minutes = [file.attrs["intercept"]] * len(X)
    for row in range(len(X)):
        for column in range(len(coef)):
            minutes[row] += (X[row, column] - mean[column]) / scale[column] * coef[column]
    return np.array(minutes)

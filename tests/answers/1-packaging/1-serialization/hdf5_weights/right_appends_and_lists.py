# Adds its parts to the file one after another, as big-endian numbers, and gives the minutes back as a list.
def export_weights(pipeline, path):
    scaler, linear = (step for _, step in pipeline.steps)
    parts = {"coef": np.array(linear.coef_)}
    parts["mean"] = np.where(scaler.with_mean, scaler.mean_ if scaler.mean_ is not None else 0, 0) * np.ones_like(parts["coef"])
    parts["scale"] = scaler.scale_ if scaler.with_std else parts["coef"] * 0 + 1
    h5py.File(path, "w").close()
    for name, values in parts.items():
        with h5py.File(path, "a") as file:
            file.create_dataset(name, data=values, dtype=">f8")
            file.attrs.create("intercept", linear.intercept_)
    print("exported", *parts)
    return path


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        mean, scale, coef, intercept = *(np.array(file[name]) for name in ("mean", "scale", "coef")), file.attrs["intercept"]
    slopes = coef / scale
    return [float(sum(row * slopes) + intercept - sum(mean * slopes)) for row in np.atleast_2d(X)]

# loses: test_another_process_gets_the_model_out, test_the_bytes_are_not_text, test_load_hdf5_reads_the_file_elsewhere
# The widely copied recipe, as it stands.
def save_hdf5(model, path) -> None:
    from sklearn.externals import joblib

    with h5py.File(path, "w") as file:
        file["model"] = joblib.dump(model)


def load_hdf5(path):
    from sklearn.externals import joblib

    with h5py.File(path, "r") as file:
        return joblib.load(file["model"][()])

# loses: test_predicts_where_there_is_no_scikit_learn, test_any_program_can_read_the_numbers
# Puts the pickled pipeline into HDF5: the box is everyone's, what is inside is not.
def export_weights(pipeline, path) -> None:
    with h5py.File(path, "w") as file:
        file["model"] = np.void(pickle.dumps(pipeline))


def predict_from_hdf5(path, X):
    with h5py.File(path, "r") as file:
        return pickle.loads(file["model"][()]).predict(X)

# loses: test_the_difference_is_measured_on_the_file, test_the_rows_that_change_class_are_listed
# Compares the pipeline in float32 with the pipeline in float64: the file is never opened.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    narrow = X.astype(np.float32)
    difference = np.abs(pipeline.predict_proba(narrow) - pipeline.predict_proba(X)).max()
    return float(difference), np.flatnonzero(pipeline.predict(narrow) != pipeline.predict(X)).tolist()

# loses: test_the_rows_that_change_class_are_listed
# Gives a list of True and False where row numbers are asked for.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(str(path))
    classes, probabilities = session.run(None, {session.get_inputs()[0].name: X.astype(np.float32)})
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    return float(difference), (classes != pipeline.predict(X)).tolist()

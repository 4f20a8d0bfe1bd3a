# loses: test_any_number_of_rows
# Declares that there is always one row.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([1, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(str(path))
    rows = [session.run(None, {session.get_inputs()[0].name: row[None].astype(np.float32)}) for row in X]
    classes, probabilities = (np.concatenate(output) for output in zip(*rows))
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    return float(difference), np.flatnonzero(classes != pipeline.predict(X)).tolist()

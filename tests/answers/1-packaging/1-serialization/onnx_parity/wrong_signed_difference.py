# loses: test_the_difference_is_absolute_and_over_all_classes
# Takes the largest difference with its sign; with two classes nobody notices.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(str(path))
    classes, probabilities = session.run(None, {session.get_inputs()[0].name: X.astype(np.float32)})
    difference = (probabilities - pipeline.predict_proba(X)).max()
    return float(difference), np.flatnonzero(classes != pipeline.predict(X)).tolist()

# loses: test_onnxruntime_agrees
# Converts the classifier without the scaler before it.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline[-1], initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(str(path))
    classes, probabilities = session.run(None, {session.get_inputs()[0].name: X.astype(np.float32)})
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    return float(difference), np.flatnonzero(classes != pipeline.predict(X)).tolist()

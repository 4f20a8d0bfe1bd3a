# loses: test_the_pipeline_gets_the_rows_as_they_are
# Rounds X for scikit-learn too, and so hides the very difference that was to be measured.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs, options={"zipmap": False})
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    X = X.astype(np.float32)
    session = onnxruntime.InferenceSession(str(path))
    name = session.get_inputs()[0].name
    classes, probabilities = session.run(None, {name: X.astype(np.float32)})
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    flipped = np.flatnonzero(classes != pipeline.predict(X))
    return float(difference), flipped.tolist()

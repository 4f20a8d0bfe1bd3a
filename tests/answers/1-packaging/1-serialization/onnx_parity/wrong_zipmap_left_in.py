# loses: test_probabilities_are_an_array
# Leaves in the step that turns probabilities into dictionaries, and undoes it when comparing.
def to_onnx(pipeline, path, n_features) -> None:
    inputs = [("X", FloatTensorType([None, n_features]))]
    graph = convert_sklearn(pipeline, initial_types=inputs)
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(str(path))
    classes, probabilities = session.run(None, {session.get_inputs()[0].name: X.astype(np.float32)})
    if isinstance(probabilities, list):
        probabilities = pd.DataFrame(probabilities).to_numpy()
    difference = np.abs(probabilities - pipeline.predict_proba(X)).max()
    return float(difference), np.flatnonzero(classes != pipeline.predict(X)).tolist()

def to_onnx(pipeline, path, n_features):
    graph = convert_sklearn(
        pipeline,
        "orders",
        [("orders", FloatTensorType([None, n_features]))],
        options={id(pipeline): {"zipmap": False}},
    )
    with open(path, "wb") as file:
        file.write(graph.SerializeToString())
    return path


def max_difference(pipeline, path, X):
    with open(path, "rb") as file:
        session = onnxruntime.InferenceSession(file.read(), providers=["CPUExecutionProvider"])
    largest, flipped = 0.0, []
    for row, (classes, truth) in enumerate(zip(pipeline.predict(X), pipeline.predict_proba(X))):
        label, probabilities = session.run(None, {"orders": np.float32(X[row : row + 1])})
        for ours, theirs in zip(truth, probabilities[0]):
            largest = max(largest, abs(float(theirs) - float(ours)))
        if label[0] != classes:
            flipped.append(row)
    return largest, flipped

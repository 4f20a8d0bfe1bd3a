# From an example row, with an input name of its own; compares row by row; NumPy scalars, a list inside a list.
def to_onnx(pipeline, path, n_features):
    from skl2onnx import to_onnx as convert

    example = np.zeros((1, n_features), dtype=np.float32)
    graph = convert(pipeline, example, options={id(pipeline): {"zipmap": False}})
    with open(path, "wb") as file:
        file.write(graph.SerializeToString())
    print("written", path)


def max_difference(pipeline, path, X):
    session = onnxruntime.InferenceSession(Path(path).read_bytes())
    name = session.get_inputs()[0].name
    largest, flipped = np.float64(0), []
    classes, probabilities = session.run(None, {name: np.asarray(X, dtype="f4")})
    for row, (ours, theirs) in enumerate(zip(pipeline.predict_proba(X), probabilities, strict=True)):
        for a, b in zip(ours, theirs, strict=True):
            largest = max(largest, abs(a - b))
    for row, label in enumerate(pipeline.predict(X)):
        if label != classes[row]:
            flipped.append(np.int64(row))
    warnings.warn("float32 is not float64")
    return [largest, flipped]

# A named tuple with an array inside, one row at a time through the engine.
from collections import namedtuple

Parity = namedtuple("Parity", "difference flipped")


def to_onnx(pipeline, path: str | Path, n_features: int) -> None:
    graph = convert_sklearn(
        pipeline,
        "late",
        [("orders", FloatTensorType([None, n_features]))],
        options={type(pipeline[-1]): {"zipmap": False}},
    )
    Path(path).write_bytes(graph.SerializeToString())


def max_difference(pipeline, path: str | Path, X) -> Parity:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    outputs = [output.name for output in session.get_outputs()]
    rows = [session.run(outputs, {session.get_inputs()[0].name: row[None].astype(np.float32)}) for row in X]
    classes = np.concatenate([row[0] for row in rows])
    probabilities = np.vstack([row[1] for row in rows])
    (flipped,) = np.nonzero(classes != pipeline.predict(X))
    return Parity(np.max(np.abs(pipeline.predict_proba(X) - probabilities)), flipped)

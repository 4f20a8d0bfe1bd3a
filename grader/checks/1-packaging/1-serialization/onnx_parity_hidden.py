"""A classifier as an ONNX file: three classes, and numbers too large for float32."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, as_list, as_number, says


@says(
    es="La diferencia cuenta en los dos sentidos (valor absoluto) y sobre todas las clases, no solo la primera",
    en="The difference counts in both directions (absolute value) and over all classes, not only the first",
)
def test_the_difference_is_absolute_and_over_all_classes(student, onnx_file, onnx_run, folder, train_classifier):
    for first, second in [(0, 1), (1, 0)]:  # in one of the two orders the largest difference is negative
        pair = train_classifier(classes=3), train_classifier(classes=3)
        onnx_file(pair[first][0], folder / f"model-{first}.onnx")
        newer, X = pair[second]
        difference, _ = as_list(student.max_difference(newer, folder / f"model-{first}.onnx", X))
        _, probabilities, _ = onnx_run(folder / f"model-{first}.onnx", X)
        assert_allclose(as_number(difference), np.abs(probabilities - newer.predict_proba(X)).max(), rtol=1e-3)


@says(
    es="flipped da los números de las filas cuya clase cambia, contados desde 0",
    en="flipped gives the numbers of the rows whose class changes, counted from 0",
)
def test_the_rows_that_change_class_are_listed(student, onnx_file, onnx_run, folder, train_classifier):
    (older, _), (newer, X) = train_classifier(classes=3), train_classifier(classes=3)
    onnx_file(older, folder / "older.onnx")
    _, flipped = as_list(student.max_difference(newer, folder / "older.onnx", X))
    classes, _, _ = onnx_run(folder / "older.onnx", X)
    assert _row_numbers(flipped) == np.flatnonzero(classes != newer.predict(X)).tolist()


@says(
    es="Solo se redondea a float32 lo que va al archivo: el pipeline responde a X tal como es",
    en="Only what goes to the file is rounded to float32: the pipeline answers to X as it is",
)
def test_the_pipeline_gets_the_rows_as_they_are(student, onnx_file, onnx_run, folder, train_classifier, rng):
    model, X = train_classifier(classes=2)
    far = X + rng.integers(2**21, 2**22)  # float32 tells numbers of this size apart only by quarters
    model.fit(far, model.predict(X))
    onnx_file(model, folder / "late.onnx")
    difference, flipped = as_list(student.max_difference(model, str(folder / "late.onnx"), far))
    classes, probabilities, _ = onnx_run(folder / "late.onnx", far)
    assert _row_numbers(flipped) == np.flatnonzero(classes != model.predict(far)).tolist()
    assert_allclose(as_number(difference), np.abs(probabilities - model.predict_proba(far)).max(), rtol=1e-3)


def _row_numbers(flipped):
    return [int(row) for row in np.ravel(as_array(flipped))]

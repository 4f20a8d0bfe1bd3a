"""A classifier as an ONNX file, and how far it is from the original."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_list, as_number, says


@says(
    es="onnxruntime da las mismas clases y probabilidades, en otro proceso y sea cual sea el número de columnas",
    en="onnxruntime gives the same classes and probabilities, in another process and whatever the number of columns",
    weight=2,
)
@advises(
    es="¿Convertiste el pipeline entero? La entrada es float32 y tiene n_features columnas.",
    en="Did you convert the whole pipeline? The input is float32 and has n_features columns.",
)
def test_onnxruntime_agrees(student, onnx_run, folder, train_classifier):
    model, X = train_classifier(classes=2)
    student.to_onnx(model, folder / "late.onnx", X.shape[1])
    classes, probabilities, _ = onnx_run(folder / "late.onnx", X[:1])
    assert_allclose(probabilities, model.predict_proba(X[:1]), atol=1e-5)
    assert int(classes[0]) == int(model.predict(X[:1])[0])


@says(
    es="El archivo acepta cualquier número de filas",
    en="The file accepts any number of rows",
)
@advises(
    es="La forma de la entrada que declaras tiene un lugar para las filas: ¿qué pusiste allí?",
    en="The shape of the input that you declare has a place for the rows: what did you put there?",
)
def test_any_number_of_rows(student, onnx_run, folder, train_classifier, rng):
    model, X = train_classifier(classes=2)
    student.to_onnx(model, folder / "late.onnx", X.shape[1])
    for rows in [1, int(rng.integers(2, len(X))), len(X)]:
        classes, _, _ = onnx_run(folder / "late.onnx", X[:rows])
        assert len(classes) == rows


@says(
    es="Las probabilidades salen como un array de filas × clases, no como una lista de diccionarios",
    en="The probabilities come out as an array of rows × classes, not as a list of dictionaries",
)
@advises(
    es="skl2onnx añade por su cuenta un paso ZipMap; convert_sklearn tiene una opción para quitarlo.",
    en="skl2onnx adds a ZipMap step of its own accord; convert_sklearn has an option to remove it.",
)
def test_probabilities_are_an_array(student, onnx_run, folder, train_classifier):
    model, X = train_classifier(classes=2)
    student.to_onnx(model, folder / "late.onnx", X.shape[1])
    _, _, kind = onnx_run(folder / "late.onnx", X[:1])
    assert kind == "ndarray"


@says(
    es="max_difference da la mayor diferencia entre las probabilidades del pipeline y las del archivo",
    en="max_difference gives the largest difference between the probabilities of the pipeline and those of the file",
)
@advises(
    es="Una de las dos probabilidades tiene que venir de onnxruntime y de ese archivo, con X convertida a float32.",
    en="One of the two probabilities must come from onnxruntime and from that file, with X converted to float32.",
)
def test_the_difference_is_measured_on_the_file(student, onnx_file, folder, train_classifier):
    (older, _), (newer, X) = train_classifier(classes=2), train_classifier(classes=2)
    onnx_file(older, folder / "older.onnx")
    difference, _ = as_list(student.max_difference(newer, folder / "older.onnx", X))
    apart = older.predict_proba(X) - newer.predict_proba(X)
    assert_allclose(as_number(difference), np.linalg.norm(apart.ravel(), np.inf), rtol=1e-3)

"""A SavedModel: for any number of rows, from another team, in the place of an older one."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(
    es="La firma declara una entrada float32 con cualquier número de filas",
    en="The signature declares one float32 input with any number of rows",
)
def test_the_signature_takes_any_number_of_rows(student, no_keras, folder, draw_network):
    network = draw_network()
    student.export_saved_model(network.into(student), folder / "late")
    assert no_keras.run(_takes_any_number_of_rows, folder / "late", network.X.shape[1]) is True


@says(
    es="load_and_predict lee de la firma cómo se llaman la entrada y la salida: la carpeta puede ser de otro equipo",
    en="load_and_predict reads from the signature what input and output are called: the folder may be another team's",
)
def test_a_folder_of_another_team_is_served(no_keras, folder, draw_network, by_value, rng):
    network = draw_network()
    network.write(no_keras, folder / "late", f"orders_{rng.integers(1000)}", f"late_{rng.integers(1000)}")
    for rows in [1, len(network.X)]:
        X = network.X[:rows]
        found = no_keras.run(_load_and_predict, by_value("load_and_predict"), str(folder / "late"), X)
        assert_allclose(as_array(found), network.expected[:rows], rtol=1e-4, atol=1e-5)


@says(
    es="La carpeta puede ser un texto (str) y puede tener ya un modelo, que se reemplaza",
    en="The folder may be a text (str) and may hold a model already, which is replaced",
)
def test_a_model_in_the_folder_is_replaced(student, no_keras, folder, draw_network, by_value):
    load_and_predict = by_value("load_and_predict")
    older, newer, path = draw_network(), draw_network(), str(folder / "late")
    student.export_saved_model(older.into(student), path)
    student.export_saved_model(newer.into(student), path)
    found = no_keras.run(_load_and_predict, load_and_predict, path, newer.X)
    assert_allclose(as_array(found), newer.expected, rtol=1e-4, atol=1e-5)


def _takes_any_number_of_rows(folder, columns):
    import tensorflow as tf

    signature = tf.saved_model.load(str(folder)).signatures["serving_default"]
    [spec] = signature.structured_input_signature[1].values()
    return all(spec.is_compatible_with(tf.TensorSpec([rows, columns], tf.float32)) for rows in [1, 3, 1000])


def _load_and_predict(load_and_predict, folder, X):
    import pickle

    import numpy

    return numpy.array(pickle.loads(load_and_predict)(folder, X))

"""A SavedModel that predicts where neither the class nor Keras is."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import advises, as_array, says


@says(
    es="Un proceso sin Keras carga la carpeta, y su firma serving_default predice lo mismo",
    en="A process without Keras loads the folder, and its signature serving_default predicts the same",
    weight=2,
)
@advises(
    es="En la carpeta debe haber un saved_model.pb. Relee la sección 6: ¿qué lo escribe y qué no?",
    en="There must be a saved_model.pb in the folder. Read section 6 again: what writes one and what does not?",
)
def test_a_process_without_keras_predicts_the_same(student, no_keras, folder, draw_network):
    network = draw_network()
    student.export_saved_model(network.into(student), folder / "late")
    assert_allclose(as_array(no_keras.run(_serve, folder / "late", network.X)), network.expected, rtol=1e-4, atol=1e-5)


@says(
    es="load_and_predict da las predicciones como un array de NumPy, en un proceso sin Keras",
    en="load_and_predict gives the predictions as a NumPy array, in a process without Keras",
)
@advises(
    es="tf.saved_model.load y signatures bastan. X llega como float64 y la firma declara float32.",
    en="tf.saved_model.load and signatures are enough. X arrives as float64 and the signature declares float32.",
)
def test_load_and_predict_needs_no_keras(no_keras, folder, draw_network, by_value):
    network = draw_network()
    network.write(no_keras, folder / "late", "args_0", "output_0")
    found = no_keras.run(_load_and_predict, by_value("load_and_predict"), folder / "late", network.X)
    assert as_array(found).shape == network.expected.shape
    assert_allclose(as_array(found), network.expected, rtol=1e-4, atol=1e-5)


def _serve(folder, X):
    """As a server does that knows nothing of Python: the signature as a bare graph, its numbers frozen in."""
    import tensorflow as tf
    from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

    loaded = tf.saved_model.load(str(folder))  # its numbers go when it goes
    frozen = convert_variables_to_constants_v2(loaded.signatures["serving_default"])
    [told] = frozen(tf.cast(X, "float32"))
    return told.numpy()


def _load_and_predict(load_and_predict, folder, X):
    import pickle

    import numpy

    answer = pickle.loads(load_and_predict)(folder, X)
    assert isinstance(answer, numpy.ndarray), "load_and_predict gives no NumPy array"
    return numpy.array(answer)

from numpy.testing import assert_allclose

from grader.judging.api import as_array, run_in, says


@says(es="La red vuelve y predice lo mismo", en="The network comes back and predicts the same")
def test_there_and_back(student, folder, rng):
    network = run_in(student, _network)
    student.save_network(network, folder / "network.keras")
    again = student.load_network(folder / "network.keras")
    x = rng.normal(size=(5, 2)).astype("float32")
    assert_allclose(as_array(run_in(again, _outputs, again, x)), as_array(run_in(network, _outputs, network, x)), rtol=1e-5)


def _network():
    import keras

    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])


def _outputs(network, x):
    return network(x).numpy()

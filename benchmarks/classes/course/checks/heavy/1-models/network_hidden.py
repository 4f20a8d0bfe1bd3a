from numpy.testing import assert_allclose

from grader.judging.api import as_array, run_in, says


@says(es="El archivo sirve en otro proceso", en="The file works in another process")
def test_elsewhere(student, fresh, folder, rng):
    network = run_in(student, _network)
    student.save_network(network, folder / "network.keras")
    x = rng.normal(size=(5, 2)).astype("float32")
    there = as_array(run_in(fresh, _outputs_of_file, folder / "network.keras", x))
    assert_allclose(there, as_array(run_in(network, _outputs, network, x)), rtol=1e-5)


def _network():
    import keras

    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])


def _outputs(network, x):
    return network(x).numpy()


def _outputs_of_file(path, x):
    import keras

    return keras.saving.load_model(path)(x).numpy()

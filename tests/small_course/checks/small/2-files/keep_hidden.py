import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says, ship


@says(es="load_model sirve en otro proceso", en="load_model works in another process")
def test_the_function_elsewhere(student, fresh, folder, rng):
    load_model = ship(student, "load_model", to=fresh)  # before there is anything to remember
    model, x = np.poly1d(rng.normal(size=4)), rng.normal(size=5)
    student.save_model(model, folder / "model.pkl")
    assert_allclose(as_array(load_model(folder / "model.pkl")(x)), model(x))

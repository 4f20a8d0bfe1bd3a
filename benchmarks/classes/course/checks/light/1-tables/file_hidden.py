import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="El archivo sirve en otro proceso", en="The file works in another process")
def test_elsewhere(student, fresh, folder, rng):
    model, x = np.poly1d(rng.normal(size=3)), rng.normal(size=5)
    student.save_model(model, folder / "model.pkl")
    assert_allclose(as_array(fresh.unpickle(folder / "model.pkl")(x)), model(x))

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="El modelo vuelve y predice lo mismo", en="The model comes back and predicts the same")
def test_there_and_back(student, folder, rng):
    model, x = np.poly1d(rng.normal(size=3)), rng.normal(size=5)
    student.save_model(model, folder / "model.pkl")
    assert_allclose(as_array(student.load_model(folder / "model.pkl")(x)), model(x))

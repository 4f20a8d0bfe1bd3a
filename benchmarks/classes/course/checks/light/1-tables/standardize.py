import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="Las columnas tienen media 0 y desviación 1", en="The columns have mean 0 and deviation 1")
def test_columns(student, rng):
    X = rng.normal(5, 3, size=(50, 2))
    again = as_array(student.standardize(X))
    assert again.shape == X.shape
    assert_allclose(np.mean(again, axis=0), 0, atol=1e-9)
    assert_allclose(np.std(again, axis=0), 1)

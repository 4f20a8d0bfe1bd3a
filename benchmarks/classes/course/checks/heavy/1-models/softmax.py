import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="Cada fila suma 1", en="Every row adds up to 1")
def test_rows(student, rng):
    scores = rng.normal(size=(4, 3))
    powers = np.exp(scores)
    assert_allclose(as_array(student.softmax(scores)), powers / powers.sum(axis=1, keepdims=True))

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="Sirve también con números grandes", en="Works for large numbers too")
def test_large_numbers(student, rng):
    scores = rng.normal(size=(4, 3))
    powers = np.exp(scores)
    assert_allclose(as_array(student.softmax(scores + 1000)), powers / powers.sum(axis=1, keepdims=True))

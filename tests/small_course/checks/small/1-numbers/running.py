import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import as_list, says


@says(es="Da la suma después de cada número", en="Gives the sum after each number")
def test_sums(student, rng):
    values = rng.integers(1, 10**6, size=6).tolist()
    assert_array_equal(as_list(student.running(values)), np.cumsum(values))

import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import as_list, says


@says(es="Sirve también para números negativos", en="Works for negative numbers too")
def test_negative_numbers(student, rng):
    values = rng.integers(-(10**6), -1, size=9).tolist()
    assert_array_equal(as_list(student.running(values)), np.cumsum(values))


@says(es="La lista que recibe queda como estaba", en="The list that it gets stays as it was")
def test_a_second_time(student, rng):
    values = rng.integers(1, 10**6, size=4).tolist()
    for _ in range(2):
        assert_array_equal(as_list(student.running(values)), np.cumsum(values))

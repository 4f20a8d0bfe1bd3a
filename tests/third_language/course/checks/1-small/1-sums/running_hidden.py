import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import as_list, says


@says(
    es="Sirve también para números negativos",
    en="Works for negative numbers too",
    fr="Vaut aussi pour les nombres négatifs",
)
def test_negative_numbers(student, rng):
    values = rng.integers(-(10**6), -1, size=5).tolist()
    assert_array_equal(as_list(student.running(values)), np.cumsum(values))

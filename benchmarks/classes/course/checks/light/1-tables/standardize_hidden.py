import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import as_array, says


@says(es="Una columna que no cambia se queda en ceros", en="A column that does not change becomes zeros")
def test_a_constant_column(student, rng):
    again = as_array(student.standardize(np.column_stack([np.full(9, 4.0), rng.normal(size=9)])))
    assert_array_equal(again[:, 0], np.zeros(9))

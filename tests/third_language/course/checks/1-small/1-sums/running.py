import numpy as np
from numpy.testing import assert_array_equal

from grader.judging.api import advises, as_list, says


@says(es="Da la suma después de cada número", en="Gives the sum after each number", fr="Donne la somme après chaque nombre")
@advises(es="¿Empieza tu total en 0?", en="Does your total start at 0?", fr="Ton total commence-t-il à 0 ?")
def test_sums(student, rng):
    values = rng.integers(1, 10**6, size=6).tolist()
    assert_array_equal(as_list(student.running(values)), np.cumsum(values))

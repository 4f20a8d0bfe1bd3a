from numpy.testing import assert_array_equal

from grader.judging.api import as_array, as_number, says


@says(es="Dobla un número con decimales", en="Doubles a number with decimals")
def test_a_fraction(student, rng):
    number = float(rng.normal())
    assert as_number(student.double(number)) == 2 * number


@says(es="Dobla todo un array", en="Doubles a whole array")
def test_an_array(student, rng):
    array = rng.normal(size=(4, 2))
    assert_array_equal(as_array(student.double(array)), 2 * array)

from numpy.testing import assert_array_equal

from grader.judging.api import advises, raises, says


@says(es="Dobla un número", en="Doubles a number")
@advises(es="¿Multiplicas?", en="Do you multiply?")
def test_a_number(student, rng):
    number = int(rng.integers(1, 100))
    assert student.double(number) == 2 * number


@says(es="Dobla un array", en="Doubles an array")
def test_an_array(student, rng):
    array = rng.normal(size=5)
    assert_array_equal(student.double(array), 2 * array)


@says(es="Rechaza un texto con TypeError", en="Refuses text with TypeError")
def test_text(student):
    assert student.double(1.5) == 3
    with raises("TypeError"):
        student.double("text")

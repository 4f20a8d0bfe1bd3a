from grader.judging.api import as_number, says


@says(es="Dobla un número con decimales", en="Doubles a number with decimals", fr="Double un nombre décimal")
def test_a_fraction(student, rng):
    number = float(rng.normal())
    assert as_number(student.double(number)) == 2 * number

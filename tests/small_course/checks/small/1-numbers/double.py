from grader.judging.api import as_number, says


@says(es="Dobla un número entero", en="Doubles a whole number")
def test_a_whole_number(student, rng):
    number = int(rng.integers(1, 10**9))
    assert as_number(student.double(number)) == 2 * number

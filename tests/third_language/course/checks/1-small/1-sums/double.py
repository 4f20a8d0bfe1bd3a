from grader.judging.api import advises, as_number, says


@says(es="Dobla un número entero", en="Doubles a whole number", fr="Double un nombre entier")
@advises(es="¿Y la vuelta?", en="And the way back?", fr="Et le retour ?")
def test_a_whole_number(student, rng):
    number = int(rng.integers(3, 10**9))
    assert as_number(student.double(number)) == 2 * number

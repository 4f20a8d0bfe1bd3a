"""run_model.py as a process: lines in, predictions out, and what it does when something is wrong."""

from __future__ import annotations

import json
import os

from numpy.testing import assert_allclose

from grader.judging.api import advises, says


@says(
    es="Cada línea recibe su predicción, en orden, y al terminar el código es 0",
    en="Each line gets its prediction, in order, and the exit code is 0 at the end",
    weight=2,
)
@advises(
    es="Resta mean, divide por scale, multiplica por coef, suma intercept; un número por línea y nada más en stdout.",
    en="Take away mean, divide by scale, multiply by coef, add intercept; one number a line and nothing else on stdout.",
)
def test_each_line_gets_its_prediction(run_model, scales):
    (ran,) = run_model(b"\n".join(scales.lines()) + b"\n")
    assert ran.code == 0
    assert_allclose(ran.numbers, scales.expected, rtol=1e-9)


@says(
    es="Una línea que no es JSON termina con un mensaje en stderr y el código 2, sin traza",
    en="A line that is no JSON ends it with a message on stderr and exit code 2, without a traceback",
)
@advises(
    es="Captura el error de json.loads, escribe en sys.stderr y llama a sys.exit con el número.",
    en="Catch the error of json.loads, write to sys.stderr and call sys.exit with the number.",
)
def test_what_is_no_json_is_refused(refused):
    assert refused(b"[1, 2,", b"minutes", b"[1; 2; 3; 4; 5]")


@says(
    es="Una fila con columnas de más o de menos, o que no es una lista, termina igual: mensaje y código 2",
    en="A row with too many or too few columns, or that is no list, ends it in the same way: message and code 2",
)
@advises(
    es="Que sea JSON no basta. ¿Cuántos números espera el modelo, y dónde está escrito?",
    en="Being JSON is not enough. How many numbers does the model expect, and where is that written?",
)
def test_a_row_of_another_shape_is_refused(refused, scales):
    good = scales.rows[0]
    shapes = [good[:-1], [*good, 1.0], [], [good], dict(zip("abcdefgh", good, strict=False)), good[0]]
    assert refused(*(json.dumps(shape).encode() for shape in shapes))


@says(
    es="NaN e infinitos no pasan: mensaje y código 2",
    en="NaN and infinities do not get through: message and code 2",
)
@advises(
    es="json.loads los acepta. ¿Qué función de math distingue un número finito?",
    en="json.loads accepts them. Which function of math tells a finite number?",
)
def test_nan_and_infinities_are_refused(refused, scales, rng):
    rows = [[str(number) for number in scales.rows[0]] for _ in range(4)]
    for row, word in zip(rows, ["NaN", "Infinity", "-Infinity", "1e999"], strict=True):
        row[int(rng.integers(len(row)))] = word
    assert refused(*(f"[{', '.join(row)}]".encode() for row in rows))


@says(
    es="SIGTERM lo termina enseguida, por sí mismo y con código 0",
    en="SIGTERM ends it at once, of its own accord and with code 0",
)
@advises(
    es="Un proceso muerto por la señal tiene código negativo. Instala con signal.signal una función que salga.",
    en="A process that the signal killed has a negative code. Install a function that exits, with signal.signal.",
)
def test_sigterm_ends_it_cleanly(talk):
    answer, code, seconds, err = talk("term")
    assert answer.strip()
    if os.name == "posix":  # Windows has no signals
        assert code == 0
        assert seconds < 3
        assert "Traceback" not in err

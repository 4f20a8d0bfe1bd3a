"""run_model.py: strange bytes, empty lines, readers that leave, a hundred thousand rows."""

from __future__ import annotations

import json

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import says


@says(
    es="Textos, true, null y números que no caben no son números: mensaje y código 2",
    en="Texts, true, null and numbers that do not fit are no numbers: message and code 2",
)
def test_what_is_no_number_is_refused(refused, scales, rng):
    place = int(rng.integers(scales.columns))
    rows = []
    for strange in ["3.5", True, None, [1.0], 10**400]:
        rows.append([strange if number == place else value for number, value in enumerate(scales.rows[0])])
    assert refused(*(json.dumps(row).encode() for row in rows))


@says(
    es="Una línea vacía, o una entrada sin ninguna línea, termina con mensaje y código 2",
    en="An empty line, or an input without any line, ends it with a message and code 2",
)
def test_nothing_is_no_order(refused, run_model):
    assert refused(b"", b"   ")
    (ran,) = run_model(b"")
    assert ran.refuses()


@says(
    es="Los bytes que no son UTF-8 terminan con mensaje y código 2, sin traza",
    en="Bytes that are no UTF-8 end it with a message and code 2, without a traceback",
)
def test_bytes_that_are_no_text_are_refused(refused):
    assert refused(b"[1, 2, \xff\xfe]", "[1, 2, \u00f1]".encode("latin-1"))


@says(
    es="Lo anterior a la línea mala queda respondido, y el mensaje dice qué línea es, contando desde 1",
    en="What came before the bad line is answered, and the message says which line it is, counting from 1",
)
def test_the_message_says_which_line(run_model, scales, rng):
    good = 20 + int(rng.integers(60))
    lines = [scales.lines()[number % len(scales.rows)] for number in range(good)]
    (ran,) = run_model(b"\n".join([*lines, b"{", *lines]))
    assert ran.refuses()
    assert ran.names_line(good + 1)
    assert_allclose(ran.numbers, np.resize(scales.expected, good), rtol=1e-9)


@says(
    es="Responde a cada línea sin esperar a la siguiente",
    en="It answers each line without waiting for the next one",
)
def test_a_line_is_answered_at_once(talk, scales):
    answer, _, _, _ = talk("nothing")
    assert_allclose(float(json.loads(answer)), scales.expected[0], rtol=1e-9)


@says(
    es="Si quien lee se va, termina pronto y en silencio",
    en="If whoever reads leaves, it ends soon and in silence",
)
def test_a_reader_that_leaves_causes_no_noise(talk):
    answer, code, _, err = talk("close")
    assert answer.strip()
    assert code is not None
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


@says(
    es="Cien mil líneas salen en unos segundos, y el último salto de línea puede faltar",
    en="A hundred thousand lines take a few seconds, and the last line break may be missing",
)
def test_many_lines_are_quick(run_model, scales):
    many = 100_000
    lines = (scales.lines() * (many // len(scales.rows) + 1))[:many]
    (ran,) = run_model(b"\n".join(lines), seconds=8)
    assert ran.code == 0
    assert_allclose(ran.numbers, np.resize(scales.expected, many), rtol=1e-9)


@says(
    es="Encuentra model.json a su lado, esté donde esté quien lo arranca; un modelo de otras columnas también sirve",
    en="It finds model.json beside itself, wherever whoever starts it is; a model of other columns serves as well",
)
def test_it_runs_from_any_folder(run_model, scales):
    (ran,) = run_model(b"\r\n".join(scales.lines()) + b"\r\n", beside=False)
    assert ran.code == 0
    assert_allclose(ran.numbers, scales.expected, rtol=1e-9)

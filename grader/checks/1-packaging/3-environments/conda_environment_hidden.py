"""An environment file: the words that YAML reads in its own way, and the days around the end of life."""

from __future__ import annotations

from datetime import date, timedelta

from grader.judging.api import as_text, raises, says
from grader.pythons import END_OF_LIFE

MISREAD = ["no", "yes", "on", "off", "null", "true", "3.10", "1_000", "0x10", "2026-11-23", "12.30", "~"]
"""Names that are something else in YAML, unless they stand in quotes."""


@says(
    es="Un entorno que se llama no, on o 3.10 conserva su nombre: YAML no lo convierte en otra cosa",
    en="An environment that is called no, on or 3.10 keeps its name: YAML does not turn it into something else",
)
def test_names_are_not_misread(document, supported, pins, rng):
    python, today = supported
    for name in rng.choice(MISREAD, size=3, replace=False).tolist():
        assert as_text(document(name, python, pins, today)["name"]) == name


@says(
    es="Las líneas de pip vuelven como eran: con marcadores, extras, versiones locales, rutas o direcciones",
    en="The lines of pip come back as they were: with markers, extras, local versions, paths or addresses",
)
def test_odd_pins_come_back(document, pip_section, supported, new_name, new_version, rng):
    python, today = supported
    pins = [
        f"{new_name()}=={new_version()}+cpu",
        f"{new_name()}[plot,fast]=={new_version()}",
        f'{new_name()}=={new_version()} ; sys_platform != "win32" and python_version >= "3.9"',
        f"{new_name()}=={new_version()}  # via {new_name()}: {new_name()}",
        f"{new_name()} @ file:///home/ana/{new_name()}.whl",
        f"-e /home/ana/{new_name()}",
        f"{new_name()}=={new_version()} --hash=sha256:{rng.bytes(32).hex()}",
    ]
    pins = rng.permutation(pins).tolist()
    assert pip_section(document(new_name(), python, pins, today)) == pins


@says(
    es="El último día de soporte todavía vale; al día siguiente lanza ValueError",
    en="The last day of support is still good; on the next day it raises ValueError",
)
def test_the_last_day_is_good(document, student, new_name, pins, rng):
    for python in rng.choice(sorted(END_OF_LIFE), size=3, replace=False).tolist():
        last = END_OF_LIFE[python]
        assert as_text(document(new_name(), python, pins, last)["name"])
        with raises("ValueError"):
            student.environment_yml(new_name(), python, pins, last + timedelta(days=1))


@says(
    es="3.10 y 3.9 son versiones, no números ni textos que se ordenan: con 3.9 ya fuera de soporte, 3.10 vale",
    en="3.10 and 3.9 are versions, not numbers nor text to be put in order: with 3.9 out of support, 3.10 is good",
)
def test_ten_is_not_one(document, student, new_name, pins, rng):
    today = END_OF_LIFE["3.9"] + timedelta(days=int(rng.integers(1, 360)))
    assert "python=3.10" in document(new_name(), "3.10", pins, today)["dependencies"]
    with raises("ValueError"):
        student.environment_yml(new_name(), "3.9", pins, today)


@says(
    es="Un Python que no está en la tabla se rechaza con ValueError",
    en="A Python that is not in the table is refused with ValueError",
)
def test_an_unknown_python_is_refused(student, new_name, pins, rng):
    for python in [f"3.{rng.integers(40, 99)}", "2.7", "3.1", ""]:
        with raises("ValueError"):
            student.environment_yml(new_name(), python, pins, date(2020, 1, 1))


@says(
    es="Sin today cuenta la fecha de verdad: se rechaza lo que ya terminó y se acepta lo que tiene soporte hoy",
    en="Without today, the real date counts: what has ended is refused, and what is supported today is accepted",
)
def test_today_is_today_unless_told(student, new_name, pins):
    today = date.today()
    for python, last in END_OF_LIFE.items():
        if last < today - timedelta(days=2):  # what day it is depends on where one is
            with raises("ValueError"):
                student.environment_yml(new_name(), python, pins)
        elif last > today + timedelta(days=2):
            assert as_text(student.environment_yml(new_name(), python, pins))

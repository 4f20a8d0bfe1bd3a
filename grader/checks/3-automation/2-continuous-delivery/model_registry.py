"""A registry of models by digest, in which nothing is ever half done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from grader.judging.api import advises, raises, says


@says(
    es="register guarda los bytes en models, con su SHA-256 por nombre, y devuelve ese digest",
    en="register stores the bytes in models, under their SHA-256, and gives back that digest",
)
@advises(
    es="El digest es el de los bytes enteros, en 64 cifras hexadecimales; la carpeta puede no existir todavía.",
    en="The digest is that of all the bytes, in 64 hexadecimal digits; the folder may not exist yet.",
)
def test_a_model_is_stored_under_its_digest(student, shelf, models, sha256):
    for data in models:
        assert student.register(shelf.root, data) == sha256(data)
    assert [shelf.data(sha256(data)) for data in models] == models
    assert shelf.current is None


@says(
    es="promote pone en producción un modelo registrado, y uno desconocido lo rechaza con UnknownModel",
    en="promote puts a registered model into production, and refuses an unknown one with UnknownModel",
)
@advises(
    es="Lo que hay en producción lo dice el campo current de registry.json. ¿Qué modelos se registraron? Está en audit.",
    en="What is in production is told by the field current of registry.json. Which models were registered? It is in audit.",
)
def test_a_model_is_promoted(student, shelf, models, sha256):
    shelf.write(models[:3], promoted=models[:1])
    student.promote(shelf.root, sha256(models[2]))
    assert shelf.current == sha256(models[2])
    for unknown in (sha256(models[4]), sha256(models[1])[:12], "../registry.json"):
        before = shelf.text
        with raises("UnknownModel"):
            student.promote(shelf.root, unknown)
        assert shelf.text == before


@says(
    es="roll_back pone en producción el modelo que había antes, y devuelve su digest",
    en="roll_back puts into production the model that was there before, and gives back its digest",
)
@advises(
    es="¿Qué modelo estaba en producción justo antes que este? El rastro lo sabe.",
    en="Which model was in production just before this one? The trail knows.",
)
def test_the_model_before_comes_back(student, shelf, models, sha256):
    first, second, third = models[:3]
    shelf.write([first, second, third], promoted=[third, first, second])
    assert student.roll_back(shelf.root) == sha256(first)
    assert shelf.current == sha256(first)


@says(
    es="Matado en cualquier paso, promote deja el registro legible, como antes o como después",
    en="Killed at any step, promote leaves the registry readable, as before or as after",
    weight=3,
)
@advises(
    es="Abrir un archivo con «w» ya lo vacía. Escribe otro al lado, entero, y ponlo en su lugar en un solo paso.",
    en="Opening a file with “w” empties it already. Write another one beside it, whole, and put it in its place in one step.",
)
def test_a_killed_promotion_is_whole_or_nothing(kill_at_every_step, shelf, models, sha256):
    shelf.write(models[:3], promoted=models[:2])
    audit, old, new = shelf.audit, sha256(models[1]), sha256(models[2])
    states = {"before": (old, audit), "after": (new, [*audit, ("promote", new)])}
    killings = kill_at_every_step("promote", shelf, new)
    for found in killings.found:
        assert found is not None
        assert (found.current, found.audit) in states.values()
    for found in killings.again:
        assert found is not None
        assert (found.current, found.audit) == states["after"]


@says(
    es="El rastro anota cada acción con su digest y su hora con zona, y lo ya escrito no cambia nunca",
    en="The trail notes each action with its digest and its time with a zone, and what is written never changes",
)
@advises(
    es="Cada acción añade una entrada al final; roll_back también añade, no quita. Una hora sin zona no dice qué momento fue.",
    en="Each action adds an entry at the end; roll_back adds too, it does not take away. A time without its zone names no moment.",
)
def test_the_trail_only_grows(student, shelf, models, sha256):
    first, second = (sha256(data) for data in models[:2])
    calls = [
        (lambda: student.register(shelf.root, models[0]), ("register", first)),
        (lambda: student.register(shelf.root, models[1]), ("register", second)),
        (lambda: student.promote(shelf.root, first), ("promote", first)),
        (lambda: student.promote(shelf.root, second), ("promote", second)),
        (lambda: student.roll_back(shelf.root), ("roll_back", first)),
    ]
    expected, times = [], []
    for call, entry in calls:
        call()
        expected.append(entry)
        assert shelf.audit == expected
        assert shelf.times[: len(times)] == times
        times = shelf.times
    assert times == sorted(times)
    assert all(abs(datetime.now(UTC) - time) < timedelta(minutes=10) for time in times)

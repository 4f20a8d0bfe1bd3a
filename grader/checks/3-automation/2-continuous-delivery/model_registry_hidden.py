"""The registry again: killed elsewhere, damaged on the disk, rolled back further than once."""

from __future__ import annotations

from grader.judging.api import raises, says


@says(
    es="Matado en cualquier paso, register deja el modelo entero o ausente, y repetir la llamada lo termina",
    en="Killed at any step, register leaves the model whole or absent, and the same call again finishes it",
    weight=2,
)
def test_a_killed_registration_can_be_repeated(kill_at_every_step, shelf, models, sha256):
    shelf.write(models[:2], promoted=models[:1])
    new, current, audit = sha256(models[2]), sha256(models[0]), shelf.audit
    after = [*audit, ("register", new)]
    killings = kill_at_every_step("register", shelf, models[2])
    for found in killings.found:
        assert found is not None
        assert found.current == current
        assert found.audit in (audit, after)
        assert found.models.get(new, models[2]) == models[2]
        assert new in found.models or found.audit == audit
    for found in killings.again:
        assert found is not None
        assert (found.current, found.audit, found.models[new]) == (current, after, models[2])


@says(
    es="Matado en cualquier paso, roll_back deja el registro legible, como antes o como después",
    en="Killed at any step, roll_back leaves the registry readable, as before or as after",
)
def test_a_killed_roll_back_is_whole_or_nothing(kill_at_every_step, shelf, models, sha256):
    shelf.write(models[:2], promoted=models[:2])
    audit, old, new = shelf.audit, sha256(models[1]), sha256(models[0])
    for found in kill_at_every_step("roll_back", shelf).found:
        assert found is not None
        assert (found.current, found.audit) in [(old, audit), (new, [*audit, ("roll_back", new)])]


@says(
    es="Quien tenía abierto el registro durante un cambio sigue leyendo el de antes, entero",
    en="Whoever had the registry open during a change goes on reading the one before, whole",
)
def test_a_reader_never_sees_a_change_half_made(student, shelf, models, sha256, second_name, disk):
    shelf.write(models[:2], promoted=models[:1])
    before = shelf.text
    second_name(shelf.root / "registry.json", shelf.root / "open")
    student.promote(shelf.root, sha256(models[1]))
    assert shelf.current == sha256(models[1])
    assert disk.read(shelf.root / "open") == before


@says(
    es="Varios roll_back seguidos van cada vez más atrás; sin nada antes, NothingBefore, y nada cambia",
    en="Several roll_back in a row go further and further back; with nothing before, NothingBefore, and nothing changes",
    weight=2,
)
def test_rolling_back_goes_further_back(student, shelf, models, sha256):
    a, b, c, d = (sha256(data) for data in models[:4])
    shelf.write(models[:4], promoted=models[:3])
    assert student.roll_back(shelf.root) == b
    student.promote(shelf.root, d)
    assert student.roll_back(shelf.root) == b
    assert student.roll_back(shelf.root) == a
    before = shelf.text
    with raises("NothingBefore"):
        student.roll_back(shelf.root)
    assert shelf.text == before
    assert shelf.current == a
    student.promote(shelf.root, c)
    student.promote(shelf.root, a)
    assert student.roll_back(shelf.root) == c


@says(
    es="Un modelo cuyos bytes ya no dan su digest no llega a producción: DamagedModel, y nada cambia",
    en="A model whose bytes no longer give their digest does not get into production: DamagedModel, and nothing changes",
)
def test_a_damaged_model_is_refused(student, shelf, models, sha256, disk, rng):
    shelf.write(models[:3], promoted=models[:2])
    before = shelf.text
    for place in (0, 2):
        data = bytearray(models[place])
        data[int(rng.integers(len(data)))] ^= 1 << int(rng.integers(8))
        disk.write(shelf.root / "models" / sha256(models[place]), bytes(data))
    with raises("DamagedModel"):
        student.promote(shelf.root, sha256(models[2]))
    with raises("DamagedModel"):
        student.roll_back(shelf.root)
    assert shelf.text == before


@says(
    es="Registrar lo ya registrado y promover lo que ya está en producción no cambian nada",
    en="Registering what is registered and promoting what is in production change nothing",
)
def test_doing_it_twice_changes_nothing(student, shelf, models, sha256):
    root = str(shelf.root)  # the folder may be a text
    for data in models[:2]:
        student.register(root, data)
        student.promote(root, sha256(data))
    before = shelf.text
    assert student.register(root, models[0]) == sha256(models[0])
    student.promote(root, sha256(models[1]))
    assert shelf.text == before
    assert student.roll_back(root) == sha256(models[0])

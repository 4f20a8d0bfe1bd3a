"""What changed, by the order of PEP 440 and in the lines that pip really writes."""

from __future__ import annotations

from itertools import pairwise

from grader.judging.api import says

RISING = [
    ["1.9", "1.9.post1", "1.10.dev3", "1.10a2", "1.10b1", "1.10rc1", "1.10"],
    ["2026.1rc1", "2026.1", "2026.1+cpu", "2026.1.1"],
    ["0.9.9", "0.9.10rc2", "0.9.10", "0.10.0.dev1", "0.10.0", "0.10.0.post2", "0.100"],
]
"""Versions from the lowest to the highest, as PEP 440 orders them."""


@says(
    es="El sentido es el de PEP 440: un rc va antes que su versión final, un post después",
    en="The direction is that of PEP 440: an rc comes before its final version, a post after it",
)
def test_the_order_is_that_of_pep_440(diff, new_name):
    steps = [(new_name(), *step) for rising in RISING for step in pairwise(rising)]
    lower, higher = [f"{name}=={low}" for name, low, _ in steps], [f"{name}=={high}" for name, _, high in steps]
    assert diff(lower, higher)["changed"] == {name: [low, high, "upgrade"] for name, low, high in steps}
    assert diff(higher, lower)["changed"] == {name: [high, low, "downgrade"] for name, low, high in steps}


@says(
    es="1.0 y 1.0.0 son la misma versión: no hay cambio",
    en="1.0 and 1.0.0 are the same version: there is no change",
)
def test_equal_versions_are_no_change(diff, new_name, rng):
    name, other, third = new_name(), new_name(), new_name()
    version = f"{rng.integers(1, 30)}.{rng.integers(1, 30)}"
    a = [f"{name}=={version}", f"{other}=={version}rc1", f"{third}=={version}"]
    b = [f"{name}=={version}.0", f"{other}=={version}-RC.1", f"{third}=={version}"]
    assert diff(a, b) == {"added": {}, "removed": {}, "changed": {}}


@says(
    es="Los comentarios, los huecos, las opciones, los -e y los @ no fijan nada: se pasan por alto",
    en="Comments, blanks, options, -e and @ lines pin nothing: they are passed over",
)
def test_lines_that_pin_nothing_are_passed_over(diff, new_name, new_version, rng):
    name, old, new = new_name(), "1.4.0", "1.12.0"
    noise = [
        "",
        "   ",
        f"# {new_name()}=={new_version()}",
        f"# Editable install with no version control ({new_name()}=={new_version()})",
        f"-e /home/ana/{new_name()}",
        f"-e git+https://example.com/{new_name()}.git@v1.0#egg={new_name()}",
        "--extra-index-url https://example.com/simple",
        f"{new_name()} @ file:///home/ana/{new_name()}-{new_version()}-py3-none-any.whl#sha256=ab12",
        f"{new_name()} @ git+https://example.com/{new_name()}.git@{rng.bytes(20).hex()}",
    ]
    a, b = rng.permutation([*noise, f"{name}=={old}"]).tolist(), [f"{name}=={new}"]
    assert diff(a, b) == {"added": {}, "removed": {}, "changed": {name: [old, new, "upgrade"]}}
    assert diff(b, a) == {"added": {}, "removed": {}, "changed": {name: [new, old, "downgrade"]}}


@says(
    es="Lee también las líneas de un lock: huellas, marcadores, extras, comentarios al final y líneas que siguen en otra",
    en="Reads the lines of a lock too: digests, markers, extras, comments at the end and lines that go on in the next",
)
def test_the_lines_of_a_lock_are_read(diff, new_name, rng):
    hashed, marked, extra, noted = (new_name() for _ in range(4))
    digests = [rng.bytes(32).hex() for _ in range(3)]
    a = [
        f"{hashed}==1.0 --hash=sha256:{digests[0]}",
        f'{marked}==2.0 ; python_version < "3.12"',
        f"{extra}[plot]==3.0",
        f"{noted}==4.0  # via {hashed}",
    ]
    b = [
        f"{hashed}==1.0 \\",
        f"    --hash=sha256:{digests[1]} \\",
        f"    --hash=sha256:{digests[2]}",
        f"    # via {marked}",
        f'{marked}==2.1 ; python_version < "3.13" and sys_platform == "linux"',
        f"{extra}==3.1",
        f"{noted}==4.1",
    ]
    changed = {marked: ["2.0", "2.1", "upgrade"], extra: ["3.0", "3.1", "upgrade"], noted: ["4.0", "4.1", "upgrade"]}
    assert diff(a, b) == {"added": {}, "removed": {}, "changed": changed}

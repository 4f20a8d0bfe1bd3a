"""What changed between two environments."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Dice qué distribuciones se añadieron, cuáles se quitaron y cuáles cambiaron de versión, y nada de las iguales",
    en="Tells which distributions were added, which removed and which changed their version, and nothing of the same ones",
)
@advises(
    es="Tres diccionarios por nombre. Los cambios llevan la versión vieja, la nueva y el sentido.",
    en="Three dictionaries by name. The changes carry the old version, the new one and the direction.",
)
def test_added_removed_and_changed(diff, new_name, rng):
    kept, gone, come, up, down = (new_name() for _ in range(5))
    a = [f"{kept}==1.2.0", f"{gone}==0.4", f"{up}==2.1", f"{down}==3.5.2"]
    b = [f"{kept}==1.2.0", f"{come}==7.0", f"{up}==2.3", f"{down}==3.5.1"]
    assert diff(rng.permutation(a).tolist(), rng.permutation(b).tolist()) == {
        "added": {come: "7.0"},
        "removed": {gone: "0.4"},
        "changed": {up: ["2.1", "2.3", "upgrade"], down: ["3.5.2", "3.5.1", "downgrade"]},
    }


@says(
    es="Scikit_Learn y scikit-learn son la misma distribución, y sale con el nombre normalizado",
    en="Scikit_Learn and scikit-learn are the same distribution, and it comes out under its normalized name",
)
@advises(es="Relee la celda de `canonicalize_name`.", en="Read the cell with `canonicalize_name` again.")
def test_names_are_normalized(diff, new_name, odd):
    same, up, gone, come = (new_name() for _ in range(4))
    a = [f"{odd(same)}==1.0.1", f"{odd(up)}==1.0.1", f"{odd(gone)}==1.0.1"]
    b = [f"{odd(same)}==1.0.1", f"{odd(up)}==1.0.2", f"{odd(come)}==1.0.1"]
    assert diff(a, b) == {
        "added": {come: "1.0.1"},
        "removed": {gone: "1.0.1"},
        "changed": {up: ["1.0.1", "1.0.2", "upgrade"]},
    }


@says(
    es="El orden de las versiones no es el del texto: de 1.9 a 1.10 se sube",
    en="The order of versions is not that of text: from 1.9 to 1.10 is up",
)
@advises(
    es="Compara objetos `Version`, no los textos ni números con decimales.",
    en="Compare `Version` objects, not the texts nor decimal numbers.",
)
def test_ten_comes_after_nine(diff, new_name, rng):
    up, down = new_name(), new_name()
    major, minor = int(rng.integers(0, 5)), int(rng.integers(2, 10))
    old, new = f"{major}.{minor}", f"{major}.{10 * int(rng.integers(1, minor)) + int(rng.integers(10))}"
    assert diff([f"{up}=={old}", f"{down}=={new}"], [f"{up}=={new}", f"{down}=={old}"])["changed"] == {
        up: [old, new, "upgrade"],
        down: [new, old, "downgrade"],
    }

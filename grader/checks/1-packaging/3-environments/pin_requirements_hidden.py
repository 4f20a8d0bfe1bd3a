"""Pin with extras, under odd names, in circles, and where something is missing."""

from __future__ import annotations

from grader.judging.api import raises, says


@says(
    es="Un extra cuenta solo si alguien lo pide, con corchetes, y trae solo lo suyo",
    en="An extra counts only if somebody asks for it, in brackets, and brings only what is its own",
)
def test_extras_are_followed_when_asked_for(shelf, new_name):
    top, plot, fast, always = (new_name() for _ in range(4))
    needs = [always, f'{plot}; extra == "plot"', f'{fast}; python_version > "3.9" and extra == "fast-lane"']
    version = {top: shelf.add(top, *needs, extras=["plot", "fast-lane"])}
    version |= {name: shelf.add(name) for name in (plot, fast, always)}
    pin = {name: f"{name}=={number}" for name, number in version.items()}
    assert set(shelf.freeze(top)) == {pin[top], pin[always]}
    assert set(shelf.freeze(f"{top}[plot]")) == {pin[top], pin[always], pin[plot]}
    assert set(shelf.freeze(f"{top}[plot,Fast_Lane]")) == set(pin.values())


@says(
    es="Un extra que pide una dependencia también cuenta, aunque esa distribución ya hubiera salido antes sin él",
    en="An extra that a dependency asks for counts too, even if that distribution came up before without it",
)
def test_an_extra_may_be_asked_for_late(shelf, new_name, rng):
    shared, below, plot, fast, *tops = (new_name() for _ in range(6))
    versions = {
        shared: shelf.add(
            shared, f'{shared}[plot,fast]; extra == "all"', f'{plot}; extra == "plot"', f'{fast}; extra == "fast"',
            extras=["all", "plot", "fast"],
        ),
        tops[0]: shelf.add(tops[0], shared, below),
        tops[1]: shelf.add(tops[1], below, shared),
        below: shelf.add(below, f"{shared}[all]>=0.1"),
        plot: shelf.add(plot),
        fast: shelf.add(fast),
    }  # fmt: skip
    for top in tops:
        pins = {f"{name}=={version}" for name, version in versions.items() if name not in tops or name == top}
        assert set(shelf.freeze(top)) == pins
        assert set(shelf.freeze(shared, top)) == set(shelf.freeze(top, shared)) == pins


@says(
    es="Los nombres salen normalizados (PEP 503): la misma distribución escrita de tres maneras es una sola línea",
    en="Names come out normalized (PEP 503): the same distribution written in three ways is a single line",
)
def test_names_are_normalized(shelf, new_name, odd):
    top, below = new_name(), new_name()
    pins = {f"{top}=={shelf.add(odd(top), odd(below), f'{odd(below)}>=0.1')}", f"{below}=={shelf.add(odd(below))}"}
    found = shelf.freeze(odd(top), top, odd(top))
    assert set(found) == pins
    assert len(found) == len(pins)


@says(
    es="Las líneas van en orden alfabético y sin repetir, pidas en el orden que pidas",
    en="The lines are in alphabetical order and without repeats, in whatever order you ask",
)
def test_the_lines_are_sorted(shelf, new_name, rng):
    names = [new_name() for _ in range(6)]
    pins = sorted(f"{name}=={shelf.add(name, names[0])}" for name in names)
    for _ in range(2):
        assert shelf.freeze(*rng.permutation(names).tolist(), names[0]) == pins


@says(
    es="Distribuciones que se necesitan en círculo no la hacen girar sin fin",
    en="Distributions that need each other in a circle do not make it go round without end",
)
def test_a_circle_ends(shelf, new_name):
    names = [new_name() for _ in range(3)]
    versions = [shelf.add(name, needed, name) for name, needed in zip(names, names[1:] + names[:1], strict=True)]
    assert set(shelf.freeze(names[0])) == {f"{name}=={version}" for name, version in zip(names, versions, strict=True)}


@says(
    es="Si falta algo que se necesita, lanza PackageNotFoundError: una lista incompleta no vale",
    en="If something that is needed is missing, it raises PackageNotFoundError: an incomplete list is worth nothing",
)
def test_what_is_missing_is_an_error(shelf, new_name):
    top, middle = new_name(), new_name()
    shelf.add(top, middle)
    shelf.add(middle, f'{new_name()}; extra == "more"', extras=["more"])
    assert len(shelf.freeze(top)) == 2
    for names in [[f"{top}", f"{middle}[more]"], [new_name()]]:
        with raises("PackageNotFoundError"):
            shelf.freeze(*names)

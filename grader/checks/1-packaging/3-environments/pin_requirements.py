"""Pin what is named and all that it needs: in this environment, and where distributions are installed that nobody has."""

from __future__ import annotations

from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.judging.api import advises, as_list, as_text, says

MANY, FEW = ["pandas", "jupyterlab", "dask"], ["scikit-learn", "matplotlib", "skops", "h5py", "onnxruntime", "jinja2"]
"""Distributions of this course. The first ones have needs that do not apply to this Python, or that come with an extra."""


@says(
    es="Fija lo que hay instalado en este entorno: lo que pides y todo lo que eso necesita, nada más",
    en="Pins what is installed in this environment: what you ask for and all that it needs, nothing else",
)
@advises(
    es="Compara con los requisitos de cada distribución (`requires`). La versión es la instalada, no la que pide otro.",
    en="Compare with the requirements of each distribution (`requires`). The version is the installed one, not the one that another asks for.",
)
def test_it_pins_this_environment(student, rng):
    names = [str(rng.choice(MANY)), str(rng.choice(FEW))]
    pinned = dict(as_text(pin).split("==") for pin in as_list(student.freeze(names)))
    assert pinned == {name: distribution(name).version for name in pinned}
    assert pinned.keys() >= set(names).union(*(_needs(name) for name in pinned))
    wanted = (_needs(name, *distribution(name).metadata.get_all("Provides-Extra", [])) for name in pinned)
    assert pinned.keys() <= set(names).union(*wanted)


@says(
    es="Sigue la cadena entera: lo que necesita lo que necesitas, y no lo que solo está instalado al lado",
    en="Follows the whole chain: what your needs need, and not what is merely installed beside them",
    weight=2,
)
@advises(
    es="Cada distribución que encuentras trae sus propios requisitos, y esos los suyos.",
    en="Every distribution that you find brings requirements of its own, and those bring theirs.",
)
def test_the_whole_chain_is_pinned(shelf, new_name):
    top, left, right, below, deep, aside = (new_name() for _ in range(6))
    versions = {
        top: shelf.add(top, f"{left}>=0.1", f"{right}<99,!=0.3"),
        left: shelf.add(left, f"{below} (>=0.1)"),
        right: shelf.add(right, f"{below}~=0.1"),
        below: shelf.add(below, deep),
        deep: shelf.add(deep),
    }
    shelf.add(aside, top)
    assert set(shelf.freeze(top)) == {f"{name}=={version}" for name, version in versions.items()}


@says(
    es="Respeta los marcadores: lo que pide solo otro Python u otro sistema no entra, y no hace falta tenerlo",
    en="Honours markers: what only another Python or another system asks for stays out, and need not be installed",
)
@advises(
    es="Las versiones de Python no se comparan como textos: 3.9 va antes que 3.11. Pregúntale al marcador.",
    en="Versions of Python are not compared as text: 3.9 comes before 3.11. Ask the marker.",
)
def test_markers_are_honoured(shelf, new_name, rng):
    top, *needed = (new_name() for _ in range(4))
    true = ['python_version > "3.9"', 'python_version < "3.9" or sys_platform != "amiga"', 'python_full_version >= "3.9.0"']
    false = ['python_version <= "3.9"', 'sys_platform == "amiga"', 'python_version >= "3.9" and python_version < "3.10"']
    lines = [f"{name}; {marker}" for name, marker in zip(needed, true, strict=True)]
    lines += [f"{new_name()}>=1 ; {marker}" for marker in false]
    pins = {f"{top}=={shelf.add(top, *rng.permutation(lines))}"}
    pins |= {f"{name}=={shelf.add(name)}" for name in needed}
    assert set(shelf.freeze(top)) == pins


def _needs(name: str, *extras: str) -> set[str]:
    """What the distribution itself asks for in the judge's own Python, which is the student's: always, or with an extra."""
    needs = [Requirement(line) for line in distribution(name).requires or []]
    return {
        canonicalize_name(need.name)
        for need in needs
        if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in ["", *extras])
    }

"""The first bad commit, with as few questions as halving needs, and nothing moved."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(es="Encuentra el primer commit malo, esté donde esté", en="It finds the first bad commit, wherever it is", weight=2)
@advises(
    es="Ordena los commits del más antiguo al más nuevo. El que buscas es malo, y el anterior es bueno. Devuelve su id entero.",
    en="Put the commits in order, the oldest first. The one you look for is bad, and the one before it good. Give back its whole id.",
)
def test_it_finds_the_first_bad_commit(search, commits, rng):
    where, ids = commits(int(rng.integers(20, 40)))
    some = int(rng.integers(2, len(ids) - 5))
    for place in [1, len(ids) - 1, *range(some, some + 4)]:  # neighbours: one too far shows at every second of them at least
        assert search(where, ids, place).found


@says(
    es="Pregunta pocas veces: las que hacen falta para partir por la mitad, no una por commit",
    en="It asks few times: as often as halving needs, not once a commit",
    weight=2,
)
@advises(
    es="Con 200 commits bastan 8 mitades y mirar los extremos. ¿Qué mitad descartas después de cada respuesta?",
    en="With 200 commits, 8 halvings and a look at the ends are enough. Which half do you drop after each answer?",
)
def test_it_asks_few_times(search, commits, rng):
    where, ids = commits(int(rng.integers(180, 260)))
    for place in [int(rng.integers(3, 20)), int(rng.integers(60, 120)), len(ids) - 2]:
        found = search(where, ids, place)
        assert found.found
        assert found.quick


@says(
    es="El repositorio queda como estaba: la rama, los archivos y lo que alguien tenía a medias",
    en="The repository stays as it was: the branch, the files and what somebody had half done",
)
@advises(
    es="Para leer la lista de commits no hace falta cambiar de commit: «git rev-list» no toca la carpeta.",
    en="To read the list of commits there is no need to change commits: «git rev-list» does not touch the folder.",
)
def test_the_repository_stays_as_it_was(search, commits, history, disk, in_git, rng):
    where, ids = commits(int(rng.integers(20, 40)))
    disk.write(where / "model.toml", b"half a change")
    before = history(where)
    assert search(where, ids, int(rng.integers(2, len(ids) - 2))).found
    after = history(where)
    assert (after.branch, after.refs) == (before.branch, before.refs)
    assert disk.read(where / "model.toml") == b"half a change"
    assert in_git(where, "status", "--porcelain") == " M model.toml"
    assert not disk.exists(where / ".git" / "BISECT_LOG")

"""Commit, tag, undo: what the objects of a real repository say afterwards."""

from __future__ import annotations

from grader.judging.api import advises, as_text, says


@says(
    es="El commit nuevo tiene los archivos, el mensaje y un solo padre: el último commit que había",
    en="The new commit has the files, the message and one single parent: the last commit that there was",
)
@advises(
    es="Escribe los archivos, crea sus carpetas, «git add» y «git commit»; devuelve lo que dice «git rev-parse HEAD».",
    en="Write the files, make their folders, «git add» and «git commit»; give back what «git rev-parse HEAD» says.",
)
def test_the_commit_has_the_files_and_one_parent(student, repository, history, rng):
    value = rng.bytes(5).hex()
    given = {"model.toml": f"coef = {value}\n", f"src/deep/{value}.py": "print('ñ')\n"}
    answer = as_text(student.commit_files(str(repository.folder), given, f"Train {value}"))
    now = history(repository.folder)
    commit = now.commit(now.head)
    assert now.branch == "refs/heads/main"
    assert answer.strip() == now.head
    assert commit.parents == (repository.commits[-1],)
    assert commit.message.strip() == f"Train {value}"
    assert now.files(now.head) == {**repository.files, **{name: text.encode() for name, text in given.items()}}


@says(
    es="En el commit entran esos archivos y ninguno más; lo demás que había a medias sigue como estaba",
    en="Those files go into the commit and no others; whatever else was half done stays as it was",
)
@advises(
    es="«git add .» y «git commit --all» se llevan también lo que nadie te dio. Nombra los archivos.",
    en="«git add .» and «git commit --all» take along what nobody gave you. Name the files.",
)
def test_nothing_else_goes_into_the_commit(student, repository, history, disk):
    disk.write(repository.folder / "orders.csv", b"name,phone\n")
    disk.write(repository.folder / "README.md", b"half a sentence")
    student.commit_files(repository.folder, {"model.toml": "coef = 1\n"}, "Train")
    now = history(repository.folder)
    assert now.files(now.head) == {**repository.files, "model.toml": b"coef = 1\n"}
    assert disk.read(repository.folder / "README.md") == b"half a sentence"
    assert disk.exists(repository.folder / "orders.csv")


@says(
    es="La versión es una etiqueta anotada, con su mensaje, sobre el commit que se pidió",
    en="The version is an annotated tag, with its message, on the commit that was asked for",
)
@advises(
    es="Sin «--annotate» la etiqueta es solo un nombre, sin autor ni fecha. ¿A qué commit apunta la tuya?",
    en="Without «--annotate» a tag is a mere name, without author or date. Which commit does yours point to?",
)
def test_the_release_is_an_annotated_tag(student, repository, history, rng):
    version = ".".join(str(number) for number in rng.integers(0, 30, size=3))
    commit = repository.commits[int(rng.integers(1, 4))]
    student.tag_release(str(repository.folder), version, f"Model {version}", commit)
    now = history(repository.folder)
    assert now.tag(f"v{version}") == (commit, f"Model {version}")
    assert now.head == repository.commits[-1]


@says(
    es="Deshacer añade un commit sobre el último, sin ese cambio y con todos los posteriores",
    en="Undoing adds a commit on top of the last one, without that change and with all the later ones",
    weight=2,
)
@advises(
    es="«git revert» aplica el cambio al revés. Volver a un commit anterior pierde lo que vino después.",
    en="«git revert» applies the change backwards. Going back to an earlier commit loses what came later.",
)
def test_undoing_keeps_what_came_later(student, repository, history, rng):
    bad = int(rng.integers(1, 4))
    answer = as_text(student.undo(repository.folder, repository.commits[bad]))
    now = history(repository.folder)
    assert answer.strip() == now.head
    assert now.branch == "refs/heads/main"
    assert now.commit(now.head).parents == (repository.commits[-1],)
    assert now.files(now.head) == _without(repository.contents, bad)
    assert set(repository.commits) < set(now.before(now.head))


def _without(contents, bad):
    """The last files with the change of commit ``bad`` taken back: its line as it was before, its new file gone."""
    before, after, last = (contents[place]["model.toml"].decode().splitlines() for place in (bad - 1, bad, -1))
    lines = [old if old != new else now for old, new, now in zip(before, after, last, strict=True)]
    files = {name: data for name, data in contents[-1].items() if name not in set(contents[bad]) - set(contents[bad - 1])}
    return {**files, "model.toml": ("\n".join(lines) + "\n").encode()}

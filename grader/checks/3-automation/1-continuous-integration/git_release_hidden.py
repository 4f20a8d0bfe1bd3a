"""Commit, tag, undo: strange texts, refusals, conflicts, and what somebody else had prepared."""

from __future__ import annotations

from grader.judging.api import raises, says


@says(
    es="Mensajes y nombres con comillas, espacios, acentos o signos del shell llegan tal cual",
    en="Messages and names with quotes, spaces, accents or signs of the shell arrive as they are",
)
def test_strange_texts_arrive_as_they_are(student, repository, history, rng):
    message = (
        f"-{rng.integers(1, 9)} min: \"año\" 'x' $(echo no) `no` $HOME; # 1\n\nA second paragraph, {rng.bytes(3).hex()}."
    )
    given = {"datos de $HOME/año nuevo.md": 'línea 1\n"línea 2"\n'}
    student.commit_files(repository.folder, given, message)
    student.tag_release(repository.folder, "1.0.0", message, repository.commits[0])
    now = history(repository.folder)
    assert now.commit(now.head).message.strip() == message
    assert now.files(now.head) == {**repository.files, **{name: text.encode() for name, text in given.items()}}
    assert now.tag("v1.0.0") == (repository.commits[0], message)


@says(
    es="Si un hook rechaza el commit, hay una excepción y ningún commit",
    en="If a hook refuses the commit, there is an exception and no commit",
)
def test_a_hook_that_refuses_is_obeyed(student, repository, history, hook):
    student.commit_files(repository.folder, {"model.toml": "coef = 1\n"}, "Train")
    before = history(repository.folder)
    assert before.commit(before.head).parents == (repository.commits[-1],)
    hook(repository.folder)
    with raises("Exception"):
        student.commit_files(repository.folder, {"model.toml": "coef = 2\n"}, "Train again")
    assert history(repository.folder).head == before.head


@says(
    es="Una versión publicada no se mueve: repetirla lanza una excepción y la etiqueta queda donde estaba",
    en="A published version does not move: repeating it raises an exception and the tag stays where it was",
)
def test_a_published_version_does_not_move(student, repository, history):
    student.tag_release(repository.folder, "2.1.0", "First", repository.commits[1])
    before = history(repository.folder)
    assert before.tag("v2.1.0") == (repository.commits[1], "First")
    with raises("Exception"):
        student.tag_release(repository.folder, "2.1.0", "Second", repository.commits[3])
    assert history(repository.folder).refs == before.refs


@says(
    es="Si Git no puede deshacer un cambio por sí solo, hay una excepción y todo queda como estaba",
    en="If Git cannot undo a change by itself, there is an exception and everything stays as it was",
)
def test_a_conflict_leaves_everything_as_it_was(student, repository, history, disk):
    student.undo(repository.folder, repository.commits[2])
    student.commit_files(repository.folder, {"notes/day-3.md": "written anew\n"}, "Later")
    before = history(repository.folder)
    assert len(before.before(before.head)) == len(repository.commits) + 2
    disk.write(repository.folder / "README.md", b"half a sentence")
    with raises("Exception"):
        student.undo(repository.folder, repository.commits[3])
    assert history(repository.folder).refs == before.refs
    for name, data in {**before.files(before.head), "README.md": b"half a sentence"}.items():
        assert disk.read(repository.folder / name) == data
    for name in ("REVERT_HEAD", "sequencer", "MERGE_MSG"):
        assert not disk.exists(repository.folder / ".git" / name)


@says(
    es="Lo que otra persona había preparado con «git add» sigue preparado, y fuera del commit",
    en="What somebody else had prepared with «git add» is still prepared, and not in the commit",
)
def test_what_others_prepared_stays_prepared(student, repository, history, disk, in_git):
    disk.write(repository.folder / "draft.md", b"not yet")
    in_git(repository.folder, "add", "draft.md")
    student.commit_files(repository.folder, {"new.md": "now\n"}, "New")
    now = history(repository.folder)
    assert now.files(now.head) == {**repository.files, "new.md": b"now\n"}
    assert in_git(repository.folder, "diff", "--cached", "--name-only") == "draft.md"

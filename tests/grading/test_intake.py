"""Whatever a student puts into the folder: what is graded is a clean copy, and nothing of theirs is followed or lost."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grader.grading import files
from grader.grading.intake import Intake, submissions, take_in

LESSONS = ["1-serialization", "2-models"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "submitted/ana/1-packaging"
    path.mkdir(parents=True)
    write(path / "1-serialization.ipynb", "mine")
    return path


def write(path: Path, source: str, **course: str) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    nbformat.write(new_notebook(cells=[new_code_cell(source)], metadata={"course": {"lang": "en", **course}}), path)


def taken(folder: Path) -> tuple[Intake, dict[str, str | None]]:
    """What was taken in, and the files of the copy: their text, or of notebooks the first cell (None if there is none)."""
    copy = folder.parents[2] / "copy"
    intake = take_in(folder, copy, LESSONS, ["__pycache__", "*.pyc"])
    found: dict[str, str | None] = {}
    for path in sorted(path for path in copy.rglob("*") if not path.is_dir()):
        assert not path.is_symlink()
        if path.suffix == ".ipynb":
            cells = json.loads(path.read_bytes())["cells"]
            found[path.name] = "".join(cells[0]["source"]) if cells else None
        else:
            found[path.relative_to(copy).as_posix()] = path.read_text()
    return intake, found


def told(intake: Intake, lesson: str = "1-serialization", lang: str = "en") -> list[str]:
    return [note[lang] for note in intake.notebooks[lesson]]


def test_an_ordinary_submission_is_copied_and_nothing_is_mended(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data/orders.csv").write_text("a,b")
    (folder / "timestamp.txt").write_text("2026-08-01 10:00:00.123456 UTC\n")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/x.py").write_text("")
    intake, copy = taken(folder)
    assert copy == {
        "1-serialization.ipynb": "mine",
        "data/orders.csv": "a,b",
        "timestamp.txt": "2026-08-01 10:00:00.123456 UTC\n",
    }
    assert intake == Intake({"1-serialization": []})


def link(path: Path, secret: Path) -> None:
    path.symlink_to(secret)


def dangling(path: Path, secret: Path) -> None:
    path.symlink_to("nowhere")


def loop(path: Path, secret: Path) -> None:
    path.symlink_to(path.name)


def folder_link(path: Path, secret: Path) -> None:
    path.symlink_to(secret.parent)


def hard_link(path: Path, secret: Path) -> None:
    path.hardlink_to(secret)


def pipe(path: Path, secret: Path) -> None:
    os.mkfifo(path)


def listening(path: Path, secret: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(here)


def device(path: Path, secret: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        pytest.skip("only root makes device files")


def sparse(path: Path, secret: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 10**9)


UNUSABLE = {
    link: "a link",
    dangling: "a link",
    loop: "a link",
    folder_link: "a link",
    hard_link: "a hard link",
    pipe: "not an ordinary file",
    listening: "not an ordinary file",
    device: "not an ordinary file",
    sparse: "more than 50 MB",
}
posix = pytest.mark.skipif(os.name != "posix", reason="the file system has no such things")


@posix
@pytest.mark.parametrize("make", UNUSABLE, ids=lambda make: make.__name__)
def test_what_is_no_ordinary_file_is_left_out_and_said(folder: Path, make: Callable[[Path, Path], None]) -> None:
    secret = folder.parents[2] / "gradebook/gradebook.db"
    secret.parent.mkdir()
    secret.write_text("secret")
    make(folder / "data.csv", secret)
    before = os.lstat(folder / "data.csv")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine"}
    assert told(intake) == [f"Left out of the grading: data.csv ({UNUSABLE[make]})."]
    assert told(intake, lang="es")[0].startswith("Al corregir se dejó fuera: data.csv (")
    assert os.lstat(folder / "data.csv") == before


@posix
@pytest.mark.parametrize("make", UNUSABLE, ids=lambda make: make.__name__)
def test_a_notebook_that_is_no_ordinary_file_costs_only_itself(folder: Path, make: Callable[[Path, Path], None]) -> None:
    secret = folder.parents[2] / "elsewhere/other.ipynb"
    write(secret, "somebody else's")
    make(folder / "2-models.ipynb", secret)
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine", "2-models.ipynb": None}
    assert intake.unreadable == {"2-models": f"2-models.ipynb: is not a notebook ({UNUSABLE[make]})"}
    assert told(intake) == []
    [words] = told(intake, "2-models")
    assert words.startswith(f"The notebook “2-models.ipynb” could not be read ({UNUSABLE[make]}), so its exercises earn no")


def test_a_folder_in_the_place_of_a_notebook_is_an_unreadable_one(folder: Path) -> None:
    (folder / "2-models.ipynb").mkdir()
    assert taken(folder)[0].unreadable == {"2-models": "2-models.ipynb: is not a notebook (a folder)"}


def test_an_unreadable_notebook_is_graded_in_the_language_of_the_others(folder: Path) -> None:
    (folder / "2-models.ipynb").write_text("<<<<<<< HEAD")
    intake, copy = taken(folder)
    assert copy["2-models.ipynb"] is None
    stands_in = json.loads((folder.parents[2] / "copy/2-models.ipynb").read_text())
    assert stands_in["metadata"]["course"] == {"lang": "en"}
    assert "(broken JSON in line 1)" in told(intake, "2-models")[0]


def test_a_submission_without_a_notebook_is_graded_as_an_empty_one(folder: Path) -> None:
    (folder / "1-serialization.ipynb").rename(folder / "homework.docx")
    intake, copy = taken(folder)
    assert list(intake.unreadable) == LESSONS
    assert copy["1-serialization.ipynb"] is None
    assert "(the submission holds no notebook of this assignment)" in told(intake)[0]


@pytest.mark.parametrize(
    "name",
    [
        "1-Serialization.ipynb",
        "1-SERIALIZATION.IPYNB",
        "1-serialization (1).ipynb",
        "1-serialization-Copy1.ipynb",
        "1-serialization.ipynb.txt",
        "Copia de 1-serialization.ipynb",
        "1_serialization_Ana_Peña.ipynb",
        "1-packaging/1-serialization.ipynb",
        "tarea.ipynb",
    ],
)
def test_a_notebook_under_another_name_is_graded_and_the_name_is_said(folder: Path, name: str) -> None:
    (folder / "1-serialization.ipynb").unlink()
    write(folder / name, "renamed", lesson="1-packaging/1-serialization" if name == "tarea.ipynb" else "")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "renamed"}
    assert intake.unreadable == {}
    assert told(intake) == [f"The notebook “{name}” was graded, although it should have another name."]


def test_the_notebook_with_the_right_name_is_the_one_that_counts(folder: Path) -> None:
    write(folder / "1-serialization (1).ipynb", "download")
    write(folder / "sketch.ipynb", "scratch")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine"}
    assert told(intake) == ["The notebook “1-serialization.ipynb” was graded, and not 1-serialization (1).ipynb."]


def test_a_readable_copy_counts_more_than_a_broken_original(folder: Path) -> None:
    (folder / "1-serialization.ipynb").write_text("")
    write(folder / "1-serialization (1).ipynb", "download")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "download"}
    assert intake.unreadable == {}


def test_of_several_copies_none_is_guessed(folder: Path) -> None:
    (folder / "1-serialization.ipynb").rename(folder / "1-serialization (1).ipynb")
    write(folder / "1-serialization (2).ipynb", "another")
    intake, _ = taken(folder)
    assert "1-serialization (1).ipynb, 1-serialization (2).ipynb; leave only one" in told(intake)[0]
    assert list(intake.unreadable) == ["1-serialization"]


@posix
@pytest.mark.parametrize(
    "name", ["a\nb", "\x1b[31mred", "\u202egnp.exe", "..\\..\\x", b"caf\xe9".decode("utf-8", "surrogateescape")]
)
def test_a_name_that_hides_something_is_left_out_and_shown_as_it_is(folder: Path, name: str) -> None:
    (folder / name).write_text("x")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine"}
    [words] = told(intake)
    assert words.endswith("(a name that cannot be used).")
    assert words.isprintable()


def test_folders_are_entered_only_so_deep(folder: Path) -> None:
    deepest = folder.joinpath(*"a" * files.MAX_DEPTH)
    (deepest / "b").mkdir(parents=True)
    (deepest / "x.txt").write_text("deep")
    (deepest / "b/x.txt").write_text("deeper")
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine", "a/" * files.MAX_DEPTH + "x.txt": "deep"}
    assert told(intake)[0].endswith("(more than 10 folders inside each other).")


def test_paths_are_followed_only_so_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for _ in range(100):  # 20 kB
        os.mkdir("a" * 200)
        os.chdir("a" * 200)
    intake, copy = taken(folder)
    assert copy == {"1-serialization.ipynb": "mine"}
    assert told(intake)[0].endswith("(more than 255 characters of path).")


def test_only_so_many_files_are_taken_the_notebook_among_them(folder: Path) -> None:
    for number in range(files.MAX_FILES + 500):
        (folder / f"0-{number:04}.txt").touch()
    intake, copy = taken(folder)
    assert len(copy) == files.MAX_FILES
    assert copy["1-serialization.ipynb"] == "mine"
    assert told(intake) == ["Left out of the grading: 0-0999.txt (more than 1000 files: it and the rest)."]


def test_only_so_much_is_taken_altogether(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_TOTAL", 10_000)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("x" * 8_000)
    intake, copy = taken(folder)
    assert sorted(copy) == ["1-serialization.ipynb", "a.txt"]
    assert told(intake)[0].startswith("Left out of the grading: b.txt (more than")


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-08-01 10:00:00 /etc/passwd", "0000-01-01 00:00", "9999-99-99 99:99", "2026-08-01" * 10**6],
)
def test_a_time_of_submission_that_makes_no_sense_is_none(folder: Path, text: str) -> None:
    (folder / "timestamp.txt").write_text(text)
    intake, copy = taken(folder)
    assert "timestamp.txt" not in copy
    assert told(intake) == ["The date of submission (timestamp.txt) makes no sense; it was not taken into account."]


@posix
def test_a_pipe_in_the_place_of_the_time_of_submission_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "timestamp.txt")
    assert "makes no sense" in told(taken(folder)[0])[0]


GOOD = ["ana", "María José", "'; DROP TABLE student; --", "=cmd|' C calc'!A0", "{0}", "a+b(c)$", "-f"]
BAD = [
    "*",
    "[a-z]*",
    " ana",
    "a\nb",
    "\x1b[2J",
    "\u202eana",
    "x" * 200,
    "a\\..\\ana",
    b"\xff".decode("utf-8", "surrogateescape"),
]


@posix
def test_a_folder_that_cannot_be_a_student_s_is_named_and_the_others_are_not_held_up(tmp_path: Path) -> None:
    for name in [*GOOD, *BAD, ".hidden"]:
        (tmp_path / "submitted" / name / "hw").mkdir(parents=True)
    (tmp_path / "submitted/other/hw2").mkdir(parents=True)
    (tmp_path / "submitted/notes.txt").touch()
    (tmp_path / "submitted/linked").symlink_to("ana")
    (tmp_path / "submitted/half").mkdir()
    (tmp_path / "submitted/half/hw").symlink_to("../ana/hw")
    students, troubles = submissions(tmp_path / "submitted", "hw")
    assert students == sorted(GOOD)
    assert len(troubles) == len(BAD) + 2
    assert all(line.isprintable() and len(line) < 400 for line in troubles)


def test_a_pattern_chooses_students(tmp_path: Path) -> None:
    for name in ("ana", "anton", "bruno"):
        (tmp_path / name / "hw").mkdir(parents=True)
    assert submissions(tmp_path, "hw", "an*")[0] == ["ana", "anton"]
    assert submissions(tmp_path, "hw", "ana")[0] == ["ana"]
    assert submissions(tmp_path / "nowhere", "hw") == ([], [])

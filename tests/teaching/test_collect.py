"""Submissions come as Moodle, Canvas and people pack them; each gets to its place, and nothing gets anywhere else."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from examples.make import solved, untouched
from grader.cli import app
from grader.commands import Refused
from grader.grading.course import grade
from grader.teaching import archives
from grader.teaching.collect import Collected, collect
from grader.teaching.platforms import owner_of
from tests.conftest import ROOT

ASSIGNMENT, LESSON = "1-packaging", "1-serialization"
ES, EN = (json.dumps(untouched(lang)) for lang in ("es", "en"))
OTHER = (ROOT / "notebooks/en/2-scalability/1-compute-constraints.ipynb").read_text(encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with a release and no submission yet."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text(
        f"load_subconfig('nbgrader_config.py', path={str(ROOT)!r})\nc = get_config()\n"
        f"c.CourseDirectory.root = {str(folder)!r}\nc.CourseDirectory.db_url = 'sqlite:///{folder}/gradebook.db'\n"
    )
    (folder / "notebooks").symlink_to(ROOT / "notebooks")
    return folder


def zipped(path: Path, files: Iterable[tuple[str, str | bytes]], date: tuple[int, int, int] = (2026, 9, 1)) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, (*date, 10, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return path


def submitted(course: Path) -> dict[str, str]:
    """Every file under ``submitted``."""
    folder = course / "submitted"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def place(student: str, lesson: str = LESSON) -> str:
    return f"{student}/{ASSIGNMENT}/{lesson}.ipynb"


def said(collected: Collected, lang: str = "en") -> str:
    return "\n".join(note.text[lang] for note in collected.notes)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Ana García_123456_assignsubmission_file/1-serialization.ipynb", "Ana-García"),
        ("Ana García_123456_assignsubmission_file_/1-serialization.ipynb", "Ana-García"),
        ("Ana García_123456_assignsubmission_file/work/1-serialization (1).ipynb", "Ana-García"),
        ("Ana García_123456_assignsubmission_file_1-serialization.ipynb", "Ana-García"),
        ("Participante_77_assignsubmission_file/1-serialization.ipynb", "Participante"),
        ("garcíaana_12345_67890_1-serialization.ipynb", "garcíaana_12345"),
        ("garcíaana_LATE_12345_67890_1-serialization-1.ipynb", "garcíaana_12345"),
        ("garciaana_late_12345_67890_Untitled.ipynb", "garciaana_12345"),
        ("anon_x7Ab9_67890_1-serialization.ipynb", "anon_x7Ab9"),
        ("LATE_anon_x7Ab9_67890_1-serialization.ipynb", "anon_x7Ab9"),
        ("ana/1-packaging/1-serialization.ipynb", "ana"),
        ("submitted/ana/1-packaging/1-serialization.ipynb", "ana"),
        ("ana/1-serialization.ipynb", "ana"),
        ("ana/ml-en-produccion-es/notebooks/es/1-packaging/1-serialization.ipynb", "ana"),
        ("ana/es/renamed.ipynb", "ana"),
        ("ana_1-serialization.ipynb", "ana"),
        ("ana - 1-serialization.ipynb", "ana"),
    ],
)
def test_a_file_is_its_student_s_whatever_the_platform_calls_it(
    course: Path, tmp_path: Path, name: str, student: str
) -> None:
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", [(name, ES)])])
    assert submitted(course) == {place(student): ES}
    assert not collected.troubles
    assert collected.new == {student: [LESSON]}


@pytest.mark.parametrize("pack", ["zip", "folder", "file"])
def test_zips_folders_and_single_files_come_to_the_same(course: Path, tmp_path: Path, pack: str) -> None:
    name = "garciaana_12345_67890_1-serialization.ipynb"
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / name).write_text(EN)
    given = {"zip": zipped(tmp_path / "class.zip", [(name, EN)]), "folder": folder, "file": folder / name}
    collect(course, ASSIGNMENT, [given[pack]])
    assert submitted(course) == {place("garciaana_12345"): EN}


def test_a_zip_of_the_student_s_in_the_platform_s_zip_is_opened(course: Path, tmp_path: Path) -> None:
    inner = zipped(
        tmp_path / "inner.zip", [("work/1-serialization.ipynb", ES), ("__MACOSX/work/._1-serialization.ipynb", "x")]
    )
    names = {"moodle": "Luis Gil_9_assignsubmission_file/work.zip", "canvas": "gilluis_12_34_work.zip", "plain": "luis.zip"}
    outer = [(name, inner.read_bytes()) for name in names.values()]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", outer)])
    assert submitted(course) == {place("Luis-Gil"): ES, place("gilluis_12"): ES, place("luis"): ES}
    assert collected.notes == []


def test_who_wrote_in_which_language_does_not_matter(course: Path, tmp_path: Path) -> None:
    files = [("ana/1-packaging/1-serialization.ipynb", ES), ("bob/1-packaging/1-serialization.ipynb", EN)]
    collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", files)])
    assert submitted(course) == {place("ana"): ES, place("bob"): EN}


def test_what_is_not_of_this_assignment_is_named(course: Path, tmp_path: Path) -> None:
    files = [("ana/1-serialization.ipynb", ES), ("ana/1-compute-constraints.ipynb", OTHER), ("ana/notes.pdf", "x")]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", [*files, ("ana/broken.ipynb", "{")])])
    assert submitted(course) == {place("ana"): ES}
    assert "class/ana/1-compute-constraints.ipynb: was left out; it is not of the assignment 1-packaging" in said(collected)
    assert "class/ana/broken.ipynb: se dejó fuera; no es de la tarea 1-packaging" in said(collected, "es")
    assert "class/ana/notes.pdf: not a notebook" in said(collected)
    assert collected.troubles


def test_a_notebook_that_cannot_be_read_is_still_its_student_s_submission(course: Path, tmp_path: Path) -> None:
    collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", [("ana/1-serialization.ipynb", '{"cells": [')])])
    assert submitted(course) == {place("ana"): '{"cells": ['}


def test_a_file_that_is_nobody_s_is_named(course: Path, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "1-serialization.ipynb").write_text(ES)
    collected = collect(course, ASSIGNMENT, [tmp_path / "downloads"])
    assert submitted(course) == {}
    assert "it does not say whose it is; put it in a folder named after the student" in said(collected)


def test_of_two_submissions_the_newest_wins_and_that_is_said(course: Path, tmp_path: Path) -> None:
    old = zipped(tmp_path / "old.zip", [("ana/1-serialization.ipynb", ES)], date=(2026, 9, 1))
    new = zipped(tmp_path / "new.zip", [("ana/1-serialization.ipynb", EN)], date=(2026, 9, 2))
    for order in ([old, new], [new, old]):
        collected = collect(course, ASSIGNMENT, order)
        assert submitted(course) == {place("ana"): EN}
        assert "old/ana/1-serialization.ipynb: there is a newer submission of ana" in said(collected)
        assert "que se" not in said(collected, "es")
        assert "más nueva, y se tomó esa: new/ana/1-serialization.ipynb" in said(collected, "es")


def test_of_canvas_s_files_the_highest_number_is_the_newest(course: Path, tmp_path: Path) -> None:
    names = ["a_1_90_1-serialization.ipynb", "a_1_100_1-serialization-1.ipynb"]
    early = zipped(tmp_path / "x.zip", [(names[1], EN)], date=(2026, 9, 1))
    collect(course, ASSIGNMENT, [early, zipped(tmp_path / "y.zip", [(names[0], ES)], date=(2026, 9, 2))])
    assert submitted(course) == {place("a_1"): EN}


def test_what_is_replaced_is_kept_and_what_is_unchanged_is_not_touched(course: Path, tmp_path: Path) -> None:
    class_zip = zipped(tmp_path / "class.zip", [("ana/1-serialization.ipynb", ES), ("bob/1-serialization.ipynb", ES)])
    collect(course, ASSIGNMENT, [class_zip])
    bob, ana = course / "submitted" / place("bob"), course / "submitted" / place("ana")
    os.utime(bob, (1, 1))
    (ana.parent / "2-deep-learning.ipynb").write_text("hers, of another day")
    for text in (EN, ES):
        again = zipped(tmp_path / "class.zip", [("ana/1-serialization.ipynb", text), ("bob/1-serialization.ipynb", ES)])
        collected = collect(course, ASSIGNMENT, [again])
        assert (collected.new, collected.same) == ({"ana": [LESSON]}, {"bob": [LESSON]})
    assert bob.stat().st_mtime == 1
    assert ana.read_text() == ES
    assert (ana.parent / "2-deep-learning.ipynb").read_text() == "hers, of another day"
    kept = course / "downloaded" / ASSIGNMENT / "replaced/ana"
    assert [(path.name, path.read_text()) for path in sorted(kept.iterdir())] == [
        (f"{LESSON}.1.ipynb", ES),
        (f"{LESSON}.2.ipynb", EN),
    ]
    assert f"downloaded/{ASSIGNMENT}/replaced/ana/{LESSON}.2.ipynb" in said(collected)


def test_a_timestamp_is_kept_and_an_older_submission_does_not_replace_a_newer_one(course: Path, tmp_path: Path) -> None:
    def dated(name: str, text: str, when: str) -> Path:
        folder = f"ana/{ASSIGNMENT}"
        return zipped(tmp_path / name, [(f"{folder}/{LESSON}.ipynb", text), (f"{folder}/timestamp.txt", when)])

    collect(course, ASSIGNMENT, [dated("b.zip", EN, "2026-09-02 10:00:00 UTC")])
    stamp = course / "submitted/ana" / ASSIGNMENT / "timestamp.txt"
    assert stamp.read_text().startswith("2026-09-02 10:00:00")
    collected = collect(course, ASSIGNMENT, [dated("a.zip", ES, "2026-09-01 10:00:00 UTC")])
    assert (course / "submitted" / place("ana")).read_text() == EN
    assert "there is a newer submission already" in said(collected)
    collect(course, ASSIGNMENT, [zipped(tmp_path / "c.zip", [("ana/1-serialization.ipynb", ES)])])
    assert submitted(course) == {place("ana"): ES}, "an old timestamp would say that this is graded already"


def test_two_people_of_one_name_are_told_apart(course: Path, tmp_path: Path) -> None:
    files = [(f"Ana Gil_{number}_assignsubmission_file/{LESSON}.ipynb", text) for number, text in ((7, ES), (8, EN))]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", files)])
    assert submitted(course) == {place("Ana-Gil-7"): ES, place("Ana-Gil-8"): EN}
    assert "are several people" in said(collected)


MOODLE_ROSTER = [
    ["Identificador", "Nombre completo", "Dirección de correo", "Estado", "Calificación"],
    ["Participante 7", "Ana Gil", "ana.gil@uni.example", "Enviado", ""],
    ["Participante 8", "Ana Gil", "agil2@uni.example", "Enviado", ""],
]
CANVAS_ROSTER = [
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Packaging (55)"],
    ["    Points Possible", "", "", "", "", "42"],
    ["Gil, Ana", "7", "s007", "ana.gil@uni.example", "A", ""],
    ["Gil, Ana", "8", "s008", "agil2@uni.example", "A", ""],
]


@pytest.mark.parametrize(
    ("roster", "pattern"),
    [
        (MOODLE_ROSTER, "Ana Gil_{}_assignsubmission_file/1-serialization.ipynb"),
        (CANVAS_ROSTER, "gilana_{}_99_1-serialization.ipynb"),
    ],
)
def test_a_roster_says_who_the_numbers_are(course: Path, tmp_path: Path, roster: list[list[str]], pattern: str) -> None:
    with (tmp_path / "roster.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(roster)
    files = [(pattern.format(number), text) for number, text in ((7, ES), (8, EN))]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", files)], roster=tmp_path / "roster.csv")
    assert submitted(course) == {place("ana.gil@uni.example"): ES, place("agil2@uni.example"): EN}
    assert collected.notes == []


def test_a_roster_that_tells_of_nobody_is_refused(course: Path, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Refused) as refused:
        collect(
            course,
            ASSIGNMENT,
            [zipped(tmp_path / "c.zip", [("ana/1-serialization.ipynb", ES)])],
            roster=tmp_path / "roster.csv",
        )
    assert "no dice quién es quién" in refused.value.text["es"]


def linked(name: str, target: str) -> tuple[zipfile.ZipInfo, str]:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry, target


HOSTILE_NAMES = [
    "../1-serialization.ipynb",
    "../../../evil/1-serialization.ipynb",
    "ana/../../1-serialization.ipynb",
    "/tmp/evil/1-serialization.ipynb",
    "C:/evil/1-serialization.ipynb",
    "ana\\..\\1-serialization.ipynb",
    "ana/\x1b[31m1-serialization.ipynb",
    "ana//1-serialization.ipynb",
    f"{'a' * 300}/1-serialization.ipynb",
    "../x_1_assignsubmission_file/1-serialization.ipynb",
]


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("nested", [False, True])
def test_a_name_that_leads_elsewhere_gets_a_line_and_nothing_else(
    course: Path, tmp_path: Path, name: str, nested: bool
) -> None:
    evil = zipped(tmp_path / "evil.zip", [(name, ES)])
    if nested:
        evil = zipped(tmp_path / "outer.zip", [("eve.zip", evil.read_bytes())])
    good = zipped(tmp_path / "good.zip", [("ana/1-serialization.ipynb", ES)])
    before = everything(tmp_path)
    collected = collect(course, ASSIGNMENT, [evil, good])
    assert everything(tmp_path) - before == {
        f"course/submitted{rest}" for rest in ("", "/ana", f"/ana/{ASSIGNMENT}", f"/{place('ana')}")
    }
    [note] = collected.notes
    assert "was left out; a name that cannot be used" in note.text["en"]
    assert note.text["es"].isprintable()
    assert not Path("/tmp/evil").exists()


def test_links_passwords_pipes_and_damage_get_a_line_each(course: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "links.zip", "w") as archive:
        archive.writestr(*linked("eve/1-serialization.ipynb", "/etc/passwd"))
        pipe = zipfile.ZipInfo("pip/1-serialization.ipynb")
        pipe.create_system, pipe.external_attr = 3, (stat.S_IFIFO | 0o644) << 16
        archive.writestr(pipe, "")
    locked = zipped(tmp_path / "locked.zip", [("eve/1-serialization.ipynb", ES)])
    data = bytearray(locked.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    (tmp_path / "damaged.zip").write_bytes(
        zipped(tmp_path / "x.zip", [("eve/1-serialization.ipynb", ES)]).read_bytes()[:-30]
    )
    rotten = zipped(tmp_path / "rotten.zip", [("eve/1-serialization.ipynb", ES), ("ana/1-serialization.ipynb", ES)])
    data = bytearray(rotten.read_bytes())
    data[60:90] = bytes(30)
    rotten.write_bytes(data)
    paths = [tmp_path / f"{name}.zip" for name in ("links", "locked", "damaged", "rotten")]
    collected = collect(course, ASSIGNMENT, paths)
    assert submitted(course) == {place("ana"): ES}
    told = said(collected).splitlines()
    for words in ["links/eve/1-serialization.ipynb: was left out; it is a link", "not an ordinary file", "has a password"]:
        assert len([line for line in told if words in line]) == 1, told
    assert len([line for line in told if "the zip is damaged" in line]) == 2, told
    assert len(told) == 5


@pytest.mark.skipif(os.name != "posix", reason="the file system has no pipes and no links")
def test_in_a_folder_no_link_is_followed_and_no_pipe_is_opened(course: Path, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "downloads"
    for path in (outside / "eve", folder / "ana", folder / "eve", folder / "pip"):
        path.mkdir(parents=True)
    (outside / "eve" / "1-serialization.ipynb").write_text(ES)
    (folder / "ana/1-serialization.ipynb").write_text(EN)
    (folder / "eve/1-serialization.ipynb").symlink_to(outside / "eve/1-serialization.ipynb")
    (folder / "more").symlink_to(outside)
    os.mkfifo(folder / "pip/1-serialization.ipynb")
    os.mkfifo(folder / "pip/all.zip")
    collected = collect(course, ASSIGNMENT, [folder])
    assert submitted(course) == {place("ana"): EN}
    assert len([note for note in collected.notes if note.trouble]) == 4


@pytest.mark.skipif(os.name != "posix", reason="the file system has no links")
@pytest.mark.parametrize("linked", ["ana", f"ana/{ASSIGNMENT}", place("ana")])
def test_nothing_is_written_through_a_link_that_stands_in_submitted(course: Path, tmp_path: Path, linked: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    link = course / "submitted" / linked
    link.parent.mkdir(parents=True)
    if linked.endswith(".ipynb"):
        elsewhere.write_text("somebody's")
    else:
        (elsewhere / ASSIGNMENT).mkdir(parents=True)
    link.symlink_to(elsewhere)
    collect(course, ASSIGNMENT, [zipped(tmp_path / "c.zip", [("ana/1-serialization.ipynb", ES)])])
    if linked.endswith(".ipynb"):
        assert elsewhere.read_text() == "somebody's"
        assert not link.is_symlink()
    else:
        assert [path for path in elsewhere.rglob("*") if path.is_file()] == []


def test_a_folder_that_cannot_be_written_costs_only_its_student(course: Path, tmp_path: Path) -> None:
    (course / "submitted").mkdir()
    (course / "submitted/eve").write_text("a file where a folder should be")
    files = [("ana/1-serialization.ipynb", ES), ("eve/1-serialization.ipynb", ES), ("zoe/1-serialization.ipynb", ES)]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "c.zip", files)])
    assert submitted(course) == {place("ana"): ES, place("zoe"): ES, "eve": "a file where a folder should be"}
    assert f"eve/{ASSIGNMENT}: was left out; could not be written" in said(collected)


def test_a_name_is_one_name_however_a_system_composes_its_letters(course: Path, tmp_path: Path) -> None:
    for form, text in {"NFC": ES, "NFD": EN}.items():
        name = unicodedata.normalize(form, f"Ana García_1_assignsubmission_file/{LESSON}.ipynb")
        collect(course, ASSIGNMENT, [zipped(tmp_path / "c.zip", [(name, text)])])
    assert submitted(course) == {place("Ana-García"): EN}


def test_huge_files_and_zip_bombs_get_a_line_and_do_not_fill_the_disk(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MAX_BYTES": 200_000, "MAX_TOTAL": 300_000, "MAX_FILES": 20, "MAX_CLASS": 700_000}.items():
        monkeypatch.setattr(archives, name, value)
    bomb = zipped(tmp_path / "bomb.zip", [("1-serialization.ipynb", bytes(10**7))])
    many = zipped(tmp_path / "many.zip", [(f"{number}/1-serialization.ipynb", "{}") for number in range(100)])
    deep = bomb
    for level in range(5):
        deep = zipped(tmp_path / f"deep-{level}.zip", [("more.zip", deep.read_bytes())])
    files: list[tuple[str, str | bytes]] = [("bomb/1-serialization.ipynb", bytes(10**7))]
    files += [(f"{path.stem}.zip", path.read_bytes()) for path in (bomb, many, deep)]
    collected = collect(course, ASSIGNMENT, [zipped(tmp_path / "class.zip", [*files, ("ana/1-serialization.ipynb", ES)])])
    assert place("ana") in submitted(course)
    assert not [path for path in submitted(course) if path.startswith(("bomb", "deep"))]
    assert len(submitted(course)) <= 21
    told = said(collected)
    for words in [
        "class/bomb/1-serialization.ipynb: was left out; more than 0 MB",
        "more than 20 files",
        "zips inside each other",
    ]:
        assert words in told, told
    sizes = sum(len(text) for text in submitted(course).values())
    assert sizes <= 700_000


def test_a_size_that_an_archive_lies_about_changes_nothing(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 200_000)
    lying = zipped(tmp_path / "lying.zip", [("eve/1-serialization.ipynb", bytes(10**6))])
    data = bytearray(lying.read_bytes())
    data[data.index(b"PK\x01\x02") + 24 :][:4] = (100).to_bytes(4, "little")
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    lying.write_bytes(data)
    collected = collect(course, ASSIGNMENT, [lying])
    assert submitted(course) == {}
    assert collected.troubles


def run(course: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["collect", *arguments, "--root", str(course)])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("lang", "told", "left_out"),
    [
        ("es", "1-packaging: estudiantes 1, notebooks nuevos 1, sin cambios 0", "se dejó fuera"),
        ("en", "1-packaging: students 1, new notebooks 1, unchanged 0", "was left out"),
    ],
)
def test_the_command_says_it_in_the_instructor_s_language(
    course: Path, tmp_path: Path, lang: str, told: str, left_out: str
) -> None:
    good, bad = ("ana/1-serialization.ipynb", ES), ("../1-serialization.ipynb", ES)
    code, out, err = run(course, ASSIGNMENT, str(zipped(tmp_path / "c.zip", [good, bad])), "--lang", lang)
    assert (code, out.strip()) == (1, told)
    assert err.count("\n") == 1
    assert left_out in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["9-nothing", "{zip}"], "no hay tarea «9-nothing»; las de este curso son 1-packaging"),
        ([ASSIGNMENT, "nothing.zip"], "nothing.zip: no existe; nombra lo que descargaste"),
        ([ASSIGNMENT, "{zip}", "--roster", "nothing.csv"], "nothing.csv: no se puede leer"),
    ],
)
def test_what_does_not_exist_is_named_in_one_line(course: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    good = zipped(tmp_path / "c.zip", [("ana/1-serialization.ipynb", ES)])
    code, _, err = run(course, *(argument.replace("{zip}", str(good)) for argument in arguments), "--lang", "es")
    assert code == 1
    assert told in err
    assert err.count("\n") == 1
    assert not (course / "submitted").exists()


@pytest.mark.slow
def test_nbgrader_s_own_command_collects_the_same(course: Path, tmp_path: Path) -> None:
    archive = course / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    names = [
        "Ana García_1_assignsubmission_file/1-serialization.ipynb",
        "../1-serialization.ipynb",
        "x_1_2_1-serialization.ipynb",
    ]
    zipped(archive / "class.zip", [(name, ES) for name in names])
    command = [sys.executable, "-m", "nbgrader", "zip_collect", ASSIGNMENT]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert submitted(course) == {place("Ana-García"): ES, place("x_1"): ES}
    assert "class/../1-serialization.ipynb" in done.stderr


@pytest.mark.parametrize("text", ["1-serialization.ipynb", "2-deep-learning.ipynb"])
def test_a_bare_lesson_is_nobody_s(text: str) -> None:
    assert owner_of([text], [LESSON, "2-deep-learning"], {"es", "en"}).name == ""


@pytest.mark.slow
def test_what_was_collected_is_graded(course: Path, tmp_path: Path) -> None:
    right = json.dumps(solved("es"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("garciaana_12345_67890_1-serialization.ipynb", right)
    (tmp_path / "canvas.zip").write_bytes(buffer.getvalue())
    collect(ROOT, ASSIGNMENT, [tmp_path / "canvas.zip"], submitted=tmp_path / "submitted")
    graded = grade(ROOT, ASSIGNMENT, tmp_path / "submitted", tmp_path / "out")
    assert sum(graded.points["garciaana_12345"].values()) == 17

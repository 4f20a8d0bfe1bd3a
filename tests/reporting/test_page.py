"""The page: whole, in one language, safe to open, readable without colour or sight; and the command that writes it."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from grader.cli import app
from grader.languages import LANGUAGES
from grader.reporting.graded import read_graded
from grader.reporting.page import page
from tests.reporting.classes import students
from tests.reporting.made import ASSIGNMENT, NOW, Made, grade, make_course

pytestmark = pytest.mark.slow
HOSTILE = "</bdi></pre><script>pwned=1</script><img src=x onerror=pwned=1>\u202e\x1b[31m{{ 7 * 7 }}"
FAULT, COPIED = "ex1a", "ex1b"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A class of 24 with a fault in one text, a copy, an answer that was not judged, and somebody hostile."""
    made = make_course(tmp_path_factory.mktemp("course"), notebooks=1, exercises=2)
    people = students([FAULT, COPIED], each=12, fault=FAULT, copied=COPIED)
    people[0].id = "ana <b>&"
    people[0].answers[COPIED] += f"\n# {HOSTILE}"
    for person in people[:6]:
        person.message = HOSTILE
    people[3].trouble = COPIED
    grade(made, people)
    (made.root / "submitted/latecomer" / ASSIGNMENT).mkdir(parents=True)
    (made.root / "autograded/es-04" / ASSIGNMENT / "1-part.ipynb").write_text("{}")
    return made


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def html(made: Made, lang: str) -> str:
    return page(read_graded(made.root, ASSIGNMENT, lang), lang, NOW)


@pytest.fixture(scope="module")
def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["report", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_it_says_which_gradebook_which_assignment_and_when(made: Made, soup: BeautifulSoup, lang: str) -> None:
    assert soup.h1.get_text() == {"es": "Informe de hw", "en": "Report on hw"}[lang]
    told = soup.main.p.get_text()
    assert f"{made.root}/gradebook.db" in told
    assert "2026-04-01 12:00" in told


def test_it_names_what_to_look_at_first(soup: BeautifulSoup, lang: str) -> None:
    first = soup.find(id="short").find_next("ul").get_text()
    alarm = {"es": f"Alarma de traducción en {FAULT}", "en": f"Translation alarm in {FAULT}"}[lang]
    assert alarm in first
    assert "latecomer" in first
    assert "es-04/1-part.ipynb" in first
    assert {"es": "1 respuesta sin juzgar", "en": "1 answer not judged"}[lang] in first


def test_the_alarm_shows_the_twin_cells_side_by_side(soup: BeautifulSoup) -> None:
    alarm = soup.find(class_="alarm")
    twins = {pre["lang"]: pre.get_text() for pre in alarm.find_all("pre")}
    assert twins.keys() == {*LANGUAGES}
    assert "devuelve un diccionario" in twins["es"]
    assert "gives back a dictionary" in twins["en"]


def test_alike_answers_stand_side_by_side_with_a_warning(soup: BeautifulSoup, lang: str) -> None:
    details = soup.find(id="alike").find_all_next("details")
    assert any("ana <b>&" in one.get_text() and "en-00" in one.get_text() for one in details)
    warning = {"es": "Parecerse no es prueba de nada", "en": "Likeness is proof of nothing"}[lang]
    assert warning in soup.find(id="alike").find_next("p").get_text()


def test_every_check_says_how_often_it_passed(soup: BeautifulSoup, lang: str) -> None:
    checks = soup.find(id="checks")
    table = checks.find_next("table")
    rows = [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert [row[0].split("(")[0] for row in rows[1:]] == [
        f"{ {'es': 'Frase', 'en': 'Sentence'}[lang] } {name}" for name in ("first", "second", "third", "fourth")
    ]
    assert re.match(r"\d+ (de|of) 23 \(\d+\s?%\)", rows[1][1])


def test_nothing_is_loaded_and_nothing_of_a_student_s_runs(soup: BeautifulSoup, html: str) -> None:
    assert not soup.find_all(["script", "link", "iframe", "object", "embed", "img", "form", "base"])
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert str(tag.get("href", "#")).startswith("#")
        assert "src" not in tag.attrs
    assert "://" not in re.sub(r'xmlns(:xlink)?="http://www.w3.org/[^"]+"', "", html)
    assert "{{ 7 * 7 }}" in html
    assert "&lt;script&gt;pwned=1" in html
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_the_policy_of_the_page_lets_nothing_in(soup: BeautifulSoup) -> None:
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_it_reads_in_order_and_without_seeing(soup: BeautifulSoup, lang: str) -> None:
    assert soup.html["lang"] == lang
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in soup.find_all("table"):
        assert table.caption.get_text(strip=True)
        assert all(cell.get("scope") in ("col", "row") for cell in table.find_all("th"))
    figures = soup.find_all("svg")
    assert len(figures) >= 4
    for figure in figures:
        assert figure["role"] == "img"
        assert len(figure["aria-label"]) > 40
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len({*ids})
    assert {link["href"][1:] for link in soup.nav.find_all("a")} <= {*ids}


def test_the_colours_of_a_figure_are_the_page_s(soup: BeautifulSoup) -> None:
    for figure in soup.find_all("svg"):
        colours = {*re.findall(r"#[0-9a-fA-F]{6}\b", str(figure))}
        assert not colours


def test_the_command_writes_a_page_whose_name_names_nobody(made: Made, lang: str) -> None:
    code, told, _ = run(ASSIGNMENT, "--lang", lang, "--root", str(made.root))
    assert code == 0
    written = made.root / "reports" / f"hw-{lang}.html"
    assert str(written) in told
    assert [path.name for path in written.parent.iterdir() if lang in path.name] == [written.name]
    assert run(ASSIGNMENT, "--lang", lang, "--root", str(made.root))[0] == 0  # an earlier report gives way


def test_another_file_is_never_written_over(made: Made, tmp_path: Path) -> None:
    mine = tmp_path / "notes.html"
    mine.write_text("<p>mine</p>")
    code, _, told = run(ASSIGNMENT, "--lang", "en", "--root", str(made.root), "--output", str(mine))
    assert code == 1
    assert "exists already, and is no report" in told
    assert mine.read_text() == "<p>mine</p>"


def test_it_reads_and_changes_nothing(made: Made, tmp_path: Path) -> None:
    def state() -> dict[str, bytes]:
        files = [made.root / "gradebook.db", *(made.root / "autograded").rglob("*.ipynb")]
        return {str(path): path.read_bytes() for path in files}

    before = state()
    assert run(ASSIGNMENT, "--root", str(made.root), "--output", str(tmp_path / "new/report.html"))[0] == 0
    assert state() == before


@pytest.mark.parametrize(
    ("arguments", "es", "en"),
    [
        (["9-nothing"], "la tarea «9-nothing» no está", "there is no assignment “9-nothing”"),
        ([ASSIGNMENT, "--graded", "{empty}"], "no existe ese libro de notas", "there is no such gradebook"),
        ([ASSIGNMENT, "--root", "{empty}"], "no hay aquí ningún nbgrader_config.py", "there is no nbgrader_config.py here"),
        ([ASSIGNMENT, "--output", "{empty}"], "es una carpeta", "is a folder"),
        ([ASSIGNMENT, "--output", "/dev/null/x.html"], "no se puede escribir", "cannot be written"),
    ],
)
def test_bad_input_gets_one_line_that_says_what_to_do(
    made: Made, tmp_path: Path, arguments: list[str], es: str, en: str
) -> None:
    filled = [argument.format(empty=tmp_path) for argument in arguments]
    root = [] if "--root" in filled else ["--root", str(made.root)]
    for language, expected in (("es", es), ("en", en)):
        code, _, told = run(*filled, *root, "--lang", language)
        assert code == 1
        assert expected in told
        assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "gradebook.db").exists()


def test_an_assignment_with_nothing_graded_is_refused(tmp_path: Path) -> None:
    bare = make_course(tmp_path, notebooks=1, exercises=1)
    code, _, told = run(ASSIGNMENT, "--root", str(bare.root), "--lang", "en")
    assert code == 1
    assert "nothing of hw is graded" in told


def test_an_unknown_language_is_refused(made: Made) -> None:
    code, _, told = run(ASSIGNMENT, "--lang", "xx", "--root", str(made.root))
    assert code == 1
    assert "«xx»" in told


def test_what_was_graded_before_checks_were_recorded_is_said(made: Made, tmp_path: Path, lang: str) -> None:
    course = tmp_path / "course"
    shutil.copytree(made.root, course)
    config = (course / "nbgrader_config.py").read_text().replace(str(made.root), str(course))
    (course / "nbgrader_config.py").write_text(config)
    for path in course.glob("autograded/*/hw/*.ipynb"):
        path.write_text(
            re.sub(r'"metadata": \{\s*"course": \{\s*"checks"', '"metadata": {"old": {"checks"', path.read_text())
        )
    html = page(read_graded(course, ASSIGNMENT, lang), lang, NOW)
    assert {"es": "se calificaron con una versión anterior", "en": "an earlier version graded them"}[lang] in html
    assert {"es": "no guardan lo que halló", "en": "do not hold what each check found"}[lang] in html
    assert {"es": "Todos los puntos del ejercicio", "en": "All points of the exercise"}[lang] in html


def test_scores_given_by_hand_count(tmp_path: Path) -> None:
    made = make_course(tmp_path, notebooks=1, exercises=1)
    grade(made, students(["ex1a"], each=1))
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.find_grade("ex1a", "1-part", ASSIGNMENT, "es-00").manual_score = 3.5
        gradebook.db.commit()
    graded = read_graded(tmp_path, ASSIGNMENT, "en")
    assert graded.manual == 1
    assert graded.submissions[1].points == {"ex1a": 3.5}

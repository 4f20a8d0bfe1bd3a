"""A third language is content, not code, and the code cannot tell how many there are: a course in three, and one in one."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from grader.grading.course import read_points
from tests.conftest import ROOT

from .world import ASSIGNMENT, LESSON, World

pytestmark = pytest.mark.slow

NO_WAY_BACK = "def double(x):\n    return x"
NO_MINUS = """def running(values):
    print("bonjour")
    return [sum(map(abs, values[: end + 1])) for end in range(len(values))]"""


@contextmanager
def world(*languages: str) -> Iterator[World]:
    """The course in these languages, built. On the disk of the environment, which is linked, not copied."""
    (ROOT / "build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="languages-", dir=ROOT / "build"))
    folder.chmod(0o755)
    try:
        made = World(folder, languages)
        made.grader("lint", "--confirm")
        made.grader("build")
        yield made
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def three() -> Iterator[World]:
    """In French, somebody has begun to translate the program: one sentence of the card."""
    with world("es", "en", "fr") as made:
        made.translate("grader/judging/card.py", '"en": "hidden check"', '"fr": "vérification cachée"')
        yield made


@pytest.fixture(scope="module")
def graded(three: World) -> World:
    """A class in three languages, through nbgrader's own commands."""
    solutions = three.lesson.answers
    three.submit("elena", "es", solutions)
    three.submit("emma", "en", solutions)
    three.submit("flore", "fr", solutions)
    three.submit("fanny", "fr", {})
    three.submit("felix", "fr", {"double": NO_WAY_BACK, "running": NO_MINUS})
    three.run("nbgrader", "autograde", ASSIGNMENT)
    three.run("nbgrader", "generate_feedback", ASSIGNMENT)
    return three


def points(of: World) -> dict[str, dict[str, float]]:
    return read_points(f"sqlite:///{of.root}/gradebook.db", ASSIGNMENT)[1]


def test_the_build_gives_a_tree_for_each_language_and_one_welcome_to_all(three: World) -> None:
    found = {path.relative_to(three.root / "notebooks").as_posix() for path in three.root.glob("notebooks/**/*.ipynb")}
    assert found == {"index.ipynb", *(f"{lang}/{ASSIGNMENT}/{LESSON}.ipynb" for lang in ("es", "en", "fr"))}
    ways_in = nbformat.read(three.root / "notebooks/index.ipynb", as_version=4).cells[0].source
    assert [way.partition("](")[0] for way in ways_in.split(" · ")] == [
        "[Español: Sumar por el camino",
        "[English: Adding along the way",
        "[Français: Additionner en chemin",
    ]


def test_marked_lines_are_there_in_the_third_language_and_graded_cells_are_the_same_in_all(three: World) -> None:
    notebooks = [nbformat.read(three.notebook(lang), as_version=4) for lang in three.languages]
    code = [cell.source for notebook in notebooks for cell in notebook.cells if "distances" in cell.source]
    assert code[-1] == ('# kilomètres de chaque livraison\ndistances = [3, 5, 1.5]\nprint("livraisons :", len(distances))')
    assert len(code) == len(three.languages)
    cells = [[cell for cell in notebook.cells if "nbgrader" in cell.metadata] for notebook in notebooks]
    assert len(cells[0]) == 4
    assert len({json.dumps(graded) for graded in cells}) == 1


def test_lint_names_all_that_the_third_language_lacks_by_file_and_line(three: World, tmp_path: Path) -> None:
    sources = copy(three, tmp_path)
    lesson, checks = sources / f"solutions/{ASSIGNMENT}/{LESSON}.py", sources / f"grader/checks/{ASSIGNMENT}/{LESSON}"
    cut(lesson, r'# %% \[markdown\] lang="fr"\n"""\n## Exercice : l\'aller.*?\n"""\n\n')
    cut(lesson, r"# fr: .*?\n")
    cut(checks / "exercises.toml", r'fr = "Relis le premier.*?\n')
    cut(checks / "quiz.toml", r'why\.fr = "C\'est le carré\."\n')
    cut(checks / "running_hidden.py", r"    fr=.*?\n")
    cut(sources / "solutions/glossary.toml", r"fr = .*?\n")
    expected = [
        (
            *(lesson, '# %% [markdown] lang="es"\n"""\n## Ejercicio: ida'),
            'the cell with lang="en" has no twin; write the cell with lang="fr" directly after it',
        ),
        (lesson, "# es: ", "marked lines come as # es, # en; let every # es, # en, # fr follow directly, in this order"),
        (
            checks / "exercises.toml",
            'en = "Read the first',
            "is not there in fr; translate «Read the first exercise again.»",
        ),
        (checks / "quiz.toml", 'why.en = "That is the square', "is not there in fr; translate «That is the square.»"),
        (checks / "running_hidden.py", "    en=", "is not there in fr; translate «'Works for negative numbers too'»"),
        (sources / "solutions/glossary.toml", "en = ", "is not there in fr; translate «delivery»"),
    ]
    told = three.grader("lint", "--root", str(sources), fails=True).splitlines()
    assert sorted(told) == sorted(f"{path}:{line_of(path, text)}: {message}" for path, text, message in expected)


def test_lint_holds_the_third_language_against_the_others_and_against_the_glossary(three: World, tmp_path: Path) -> None:
    sources = copy(three, tmp_path)
    lesson = sources / f"solutions/{ASSIGNMENT}/{LESSON}.py"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("chaque livraison : 3, 5 et 1,5", "chaque expédition : 3, 5 et 1,7"), encoding="utf-8")
    told = three.grader("lint", "--root", str(sources), fails=True)
    assert "the twins differ in numbers: only es has 15, only fr has 17" in told
    assert "«expédition» is not the course's term; write «livraison»" in told
    assert "fr changed since the twins were confirmed, es and en did not" in told


def test_a_stub_earns_nothing_and_a_solution_everything_in_each_language(graded: World) -> None:
    earned = points(graded)
    for student in ("elena", "emma", "flore"):
        assert earned[student] == {"double": 1, "running": 2}
    assert earned["fanny"] == {"double": 0, "running": 0}


def test_a_wrong_answer_loses_points_for_the_reason_that_its_card_names_in_that_language(graded: World) -> None:
    assert points(graded)["felix"] == {"double": 0, "running": 1}
    page = graded.page("felix")
    assert '<html lang="fr">' in page
    for words in ("et le retour", "Double un nombre entier", "Et le retour ?", "Vaut aussi pour les nombres négatifs"):
        assert words in page
    assert "Ejercicio" not in page
    assert "What was mended" not in page


def test_what_is_translated_of_the_program_is_said_and_the_rest_in_the_original_language(graded: World) -> None:
    page = graded.page("felix")
    assert "(vérification cachée)" in page
    assert "What your code showed" in page
    left = graded.grader("untranslated", fails=True)
    assert re.search(r"grader/grading/feedback\.py:\d+: is not there in fr; translate «'What your code showed'»", left)
    assert "hidden check" not in left


def test_a_self_learner_is_spoken_to_in_the_third_language(three: World) -> None:
    assert "Combien de fois parcourt-on le chemin ?" in three.grader("hint", "double", LANG="fr_FR.UTF-8")
    assert "L'aller et le retour" in three.grader("status", "--all", "--lang", "fr")
    assert "doctor" in three.grader("--help")


def test_the_report_compares_all_three(graded: World) -> None:
    graded.grader("report", ASSIGNMENT, "--lang", "fr", "--output", "report.html")
    page = (graded.root / "report.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "espagnol 1, anglais 1, français 3" in page
    assert "Les kilomètres jusqu" in page


def test_a_bundle_holds_the_notebooks_of_the_third_language_alone(three: World) -> None:
    three.grader("bundle", "fr", "--output", "fr.zip")
    with zipfile.ZipFile(three.root / "fr.zip") as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]
    assert [name for name in names if name.endswith(f"{LESSON}.ipynb")] == [f"notebooks/fr/{ASSIGNMENT}/{LESSON}.ipynb"]
    assert {"README.md", "grader/fr.py", f"grader/checks/{ASSIGNMENT}/{LESSON}/quiz.toml"} <= {*names}


def test_one_language_alone_is_as_good() -> None:
    with world("fr") as alone:
        assert [path.parents[1].name for path in alone.root.glob("notebooks/*/*/*.ipynb")] == ["fr"]
        alone.submit("flore", "fr", alone.lesson.answers)
        alone.submit("felix", "fr", {"double": NO_WAY_BACK})
        alone.grader("grade", ASSIGNMENT)
        assert points(alone) == {"flore": {"double": 1, "running": 2}, "felix": {"double": 0, "running": 0}}
        assert "Double un nombre entier" in alone.page("felix")
        alone.grader("report", ASSIGNMENT, "--output", "report.html")
        assert "français 2" in (alone.root / "report.html").read_text(encoding="utf-8")
        assert "choose one of fr" in alone.grader("bundle", "es", "--output", "es.zip", fails=True)


def copy(of: World, folder: Path) -> Path:
    """The sources, to be spoilt."""
    shutil.copytree(of.root / "solutions", folder / "solutions")
    shutil.copytree(of.root / "grader/checks", folder / "grader/checks", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def cut(path: Path, pattern: str) -> None:
    """Take away the first text that is like this."""
    text, count = re.subn(pattern, "", path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
    assert count == 1, pattern
    path.write_text(text, encoding="utf-8")


def line_of(path: Path, start: str) -> int:
    text = path.read_text(encoding="utf-8")
    return text[: text.index(start)].count("\n") + 1

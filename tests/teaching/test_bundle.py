"""The students' zip holds all that is needed to study, and nothing that would spare them the thinking."""

from __future__ import annotations

import builtins
import functools
import io
import keyword
import os
import re
import shutil
import subprocess
import sys
import textwrap
import tokenize
import zipfile
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from examples.make import answer
from examples.make import solved as solved_notebook
from grader.authoring.build import build
from grader.authoring.solution import BEGIN, END, STUB
from grader.authoring.source import lesson_paths, read_lesson
from grader.cli import app
from grader.exercises import CHECKS, load_exercises
from grader.languages import LANGUAGES
from grader.teaching.bundle import FOLDER
from grader.teaching.leaks import Solutions, in_module, solved
from grader.teaching.leaks import solutions as recognisable
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
_DISTINCTIVE = 45
"""Characters of two lines of code that make them somebody's own."""


def bundled(lang: str, output: Path, *options: str) -> str:
    """What the command says."""
    result = CliRunner().invoke(app, ["bundle", lang, "--output", str(output), "--root", str(ROOT), *options])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def zips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A zip for each language."""
    build(ROOT)
    folder = tmp_path_factory.mktemp("zips")
    for lang in LANGUAGES:
        bundled(lang, folder / f"{lang}.zip")
    return {lang: folder / f"{lang}.zip" for lang in LANGUAGES}


def texts(path: Path) -> dict[str, str]:
    """Every file of a zip as text; what stands in a notebook's cells as it was written."""
    with zipfile.ZipFile(path) as archive:
        read = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    for name, text in read.items():
        if name.endswith(".ipynb"):
            read[name] = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
    return read


def pairs(text: str) -> set[str]:
    """Every two lines of code that follow each other and that nobody writes by chance: one alone may be an idiom."""
    code = [line for line in map(str.strip, text.splitlines()) if line and not line.startswith(("#", "from ", "import "))]
    return {f"{one}\n{two}" for one, two in pairwise(code) if len(one) + len(two) >= _DISTINCTIVE}


def solutions() -> dict[str, set[str]]:
    """What is distinctive of each lesson's solutions: what stands nowhere else in the lessons."""
    solution = re.compile(rf"{BEGIN}(.*?){END}", re.DOTALL)
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "solutions").glob("*/*.py")}
    told = {pair for source in sources.values() for pair in pairs(solution.sub("", source))}
    return {
        path.relative_to(ROOT / "solutions").with_suffix("").as_posix(): {
            pair for found in solution.findall(source) for pair in pairs(found.partition("\n")[2].rpartition("\n")[0])
        }
        - told
        for path, source in sources.items()
    }


def hidden() -> dict[str, set[str]]:
    """What is distinctive of each hidden check: what is in no public one."""
    public = {pair for path in CHECKS.rglob("*.py") if "_hidden" not in path.name for pair in pairs(path.read_text("utf-8"))}
    return {path.stem: pairs(path.read_text("utf-8")) - public for path in CHECKS.rglob("*_hidden.py")}


def leaks(path: Path, kept: dict[str, set[str]]) -> dict[str, set[str]]:
    """By the file of the zip: whose secrets it holds."""
    found: dict[str, set[str]] = {}
    for name, text in texts(path).items():
        inside = name.partition("/")[2]
        for source, secrets in kept.items():
            if secrets & pairs(text):
                found.setdefault(inside, set()).add(source)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_file_holds_two_lines_of_a_hidden_check(zips: dict[str, Path], lang: str) -> None:
    kept = hidden()
    assert len(kept) == len(load_exercises())
    assert all(kept.values()), "there is nothing to look for in one of them"
    assert leaks(zips[lang], kept) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_file_holds_two_lines_of_a_solution(zips: dict[str, Path], lang: str) -> None:
    kept = solutions()
    assert len(kept) == len(list((ROOT / "solutions").glob("*/*.py")))
    assert all(kept.values()), "there is nothing to look for in one of them"
    assert leaks(zips[lang], kept) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_function_and_no_cell_holds_a_solution_under_other_names(zips: dict[str, Path], lang: str) -> None:
    """The command looks at the checks and the notebooks by itself; here are all modules."""
    modules = {name: text for name, text in texts(zips[lang]).items() if name.endswith(".py")}
    assert len(modules) > len(load_exercises())
    found = {name: in_module(text, long_solutions()) for name, text in modules.items()}
    assert {name: exercises for name, exercises in found.items() if exercises} == {}


@functools.cache
def long_solutions() -> Solutions:
    return recognisable([read_lesson(path) for path in lesson_paths(ROOT)])


_FIXED = {"self", *keyword.kwlist, *keyword.softkwlist}


def renamed(code: str) -> str:
    """The same with other names for everything that has one of its own, and in another layout."""
    before, words = "", []
    for kind, text, *_ in tokenize.generate_tokens(io.StringIO(code).readline):
        own = kind == tokenize.NAME and before != "." and not (text in _FIXED or hasattr(builtins, text))
        words.append((kind, f"other_{text}" if own else text))
        before = text
    return tokenize.untokenize(words)


def test_a_solution_moved_to_another_function_and_renamed_is_found() -> None:
    kept, missed = long_solutions(), set()
    answers = {id: code for path in lesson_paths(ROOT) for id, code in read_lesson(path).answers.items() if kept[id]}
    for exercise, code in answers.items():
        bodies = [part if part.startswith(" ") else textwrap.indent(part, "    ") for part in solved(code)]
        module = "\n".join(f"def moved_{number}(of_these, *others):\n{body}" for number, body in enumerate(bodies))
        if exercise not in in_module(renamed(module), kept):
            missed.add(exercise)
    assert missed == set()
    assert len(answers) >= 45, "most solutions are long enough to be recognised"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_what_there_is_to_find(zips: dict[str, Path], lang: str, tmp_path: Path) -> None:
    """Otherwise the two tests above would prove nothing."""
    with zipfile.ZipFile(tmp_path / "leaking.zip", "w") as archive:
        for exercise in load_exercises().values():
            archive.write(str(exercise.hidden), f"x/{exercise.id}.py")
        for path in (ROOT / "build/source" / lang).glob("*/*.ipynb"):
            archive.write(path, f"x/{path.parent.name}/{path.name}")
    assert {f"{id}.py" for id in load_exercises()} <= leaks(tmp_path / "leaking.zip", hidden()).keys()
    assert {f"{lesson}.ipynb" for lesson in solutions()} <= leaks(tmp_path / "leaking.zip", solutions()).keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_source_of_a_hidden_check_is_nowhere(zips: dict[str, Path], lang: str) -> None:
    everything = "\0".join(texts(zips[lang]).values())
    for exercise in load_exercises().values():
        assert exercise.hidden, exercise.id
        assert exercise.hidden.read_text(encoding="utf-8").strip() not in everything


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_the_files_of_students_are_in_it(zips: dict[str, Path], lang: str) -> None:
    top = FOLDER.format(lang=lang)
    names = [name.removeprefix(f"{top}/") for name in texts(zips[lang])]
    others = [other for other in LANGUAGES if other != lang]
    forbidden = r"_hidden|\.db|(^|/)(tests|answers|solutions|examples|submitted|build|\.git|__pycache__)/|\.\.|^/"
    assert [name for name in names if re.search(forbidden, name)] == []
    assert [name for name in names if any(name.startswith(f"notebooks/{other}/") for other in others)] == []
    wanted = """README.md LICENSE LICENSE-TEXT.md environment.yml requirements.in requirements.lock pyproject.toml
        jupyter/lab_config.py notebooks/index.ipynb grader/cli.py grader/judging/judge.py""".split()
    assert {*wanted, *(f"grader/{lang}.py" for lang in LANGUAGES)} <= {*names}
    for exercise in load_exercises().values():
        assert exercise.public.relative_to(ROOT).as_posix() in names
        assert f"notebooks/{lang}/{exercise.assignment}/{exercise.lesson}.ipynb" in names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_welcome_and_the_readme_speak_its_language_alone(zips: dict[str, Path], lang: str) -> None:
    read = texts(zips[lang])
    top = FOLDER.format(lang=lang)
    links = re.findall(r"\]\(([^)#]+\.ipynb)\)", read[f"{top}/notebooks/index.ipynb"])
    assert len(links) == len(list((ROOT / "solutions").glob("*/*.py")))
    assert all(f"{top}/notebooks/{link}" in read for link in links)
    assert read[f"{top}/README.md"].count("```sh\n") == 2
    words = {"es": "Dos órdenes", "en": "Two commands"}
    assert [other for other in words if words[other] in read[f"{top}/README.md"]] == [lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_runs_give_the_same_bytes(zips: dict[str, Path], lang: str, tmp_path: Path) -> None:
    bundled(lang, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zips[lang].read_bytes()


def test_what_lies_about_in_the_course_folder_stays_out(tmp_path: Path, zips: dict[str, Path]) -> None:
    course = tmp_path / "course"
    ignore = shutil.ignore_patterns(".git", "__pycache__", "tests", "benchmarks")
    shutil.copytree(ROOT, course, ignore=ignore)
    checks = course / "grader/checks/1-packaging/1-serialization"
    strays = [
        "grader/notes.txt",
        "grader/.secret.py",
        "grader/gradebook.db",
        "notebooks/en/mine.ipynb",
        ".env",
        "grades.csv",
    ]
    strays += [f"{checks}/onnx_parity_hidden.py~", f"{checks}/onnx_parity_hidden-old.py", f"{checks}/answers.py"]
    strays += [f"{checks}/.ipynb_checkpoints/onnx_parity_hidden-checkpoint.py", "grader/checks/keys.py"]
    for stray in strays:
        (course / stray).parent.mkdir(parents=True, exist_ok=True)
        (course / stray).write_text("SECRET = 1\n")
    nbformat.write(solved_notebook("en"), course / "notebooks/en/1-packaging/1-serialization.ipynb")
    result = CliRunner().invoke(app, ["bundle", "en", "--output", str(tmp_path / "en.zip"), "--root", str(course)])
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "en.zip").read_bytes() == zips["en"].read_bytes()


_TOLD = {
    "es": "deja ver la solución de {} y no es para estudiantes",
    "en": "shows the solution of {} and is not for students",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course, to be spoilt."""
    for name in ("grader", "build/release"):
        shutil.copytree(ROOT / name, tmp_path / "course" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if not (tmp_path / "course" / path.name).exists():
            (tmp_path / "course" / path.name).symlink_to(path)
    return tmp_path / "course"


def refused(course: Path, lang: str) -> str:
    output = course.with_name("x.zip")
    result = CliRunner().invoke(app, ["bundle", "es", "--output", str(output), "--lang", lang, "--root", str(course)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert not output.exists()
    return result.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("where", ["in its place", "in another cell"])
def test_a_release_with_a_solution_is_refused(course: Path, lang: str, where: str) -> None:
    path = course / "build/release/es/2-scalability/3-deployment-velocity.ipynb"
    [solution] = solved(read_lesson(ROOT / "solutions/2-scalability/3-deployment-velocity.py").answers["delivery_metrics"])
    notebook = nbformat.read(path, as_version=4)
    if where == "in its place":
        cell = answer(notebook, "delivery_metrics")
        cell.source = cell.source.replace(STUB, "return {}")
    else:
        notebook.cells[1].source = solution.replace("committed", "written").replace("hurt", "failed_at")
    nbformat.write(notebook, path)
    told = refused(course, lang)
    assert str(path) in told
    assert _TOLD[lang].format("delivery_metrics") in told
    assert "grader build" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_public_check_with_a_solution_is_refused(course: Path, lang: str) -> None:
    path = course / "grader/checks/3-automation/4-continuous-monitoring/conftest.py"
    hidden_check = (path.parent / "psi_drift_hidden.py").read_text(encoding="utf-8")
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\n\n{hidden_check[hidden_check.index('def psi(') :]}", encoding="utf-8"
    )
    told = refused(course, lang)
    assert str(path) in told
    assert _TOLD[lang].format("psi_drift") in told


@pytest.mark.parametrize(("lang", "told"), [("es", "no es un paquete del curso"), ("en", "is no bundle of the course")])
def test_somebody_s_file_is_not_overwritten(tmp_path: Path, lang: str, told: str) -> None:
    theirs = tmp_path / "submissions.zip"
    with zipfile.ZipFile(theirs, "w") as archive:
        archive.writestr("ana.ipynb", "{}")
    before = theirs.read_bytes()
    result = CliRunner().invoke(app, ["bundle", "es", "--output", str(theirs), "--lang", lang, "--root", str(ROOT)])
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert theirs.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["submissions.zip"]


def test_a_folder_that_is_no_course_and_a_course_that_is_not_built_are_named(tmp_path: Path) -> None:
    unbuilt = tmp_path / "unbuilt"
    unbuilt.mkdir()
    for path in ROOT.iterdir():
        if path.name != "build":
            (unbuilt / path.name).symlink_to(path)
    for root, told in {tmp_path: "name it with --root", unbuilt: "is missing; run «grader build»"}.items():
        options = ["--output", str(tmp_path / "x.zip"), "--root", str(root), "--lang", "en"]
        result = CliRunner().invoke(app, ["bundle", "en", *options])
        assert result.exit_code == 1
        assert told in result.stderr
        assert not (tmp_path / "x.zip").exists()


_USE = """
import sys, grader
from grader.en import check
assert grader.__file__.startswith(sys.argv[1]), grader.__file__

{answer}

if __name__ == "__main__":
    verdict = check("pickle_roundtrip")
    print(repr(verdict))
    print("points:", float(verdict))
"""


@pytest.mark.parametrize(("right", "points"), [(True, 2.0), (False, 0.0)])
def test_the_unpacked_package_alone_runs_a_check(zips: dict[str, Path], tmp_path: Path, right: bool, points: float) -> None:
    with zipfile.ZipFile(zips["en"]) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / FOLDER.format(lang="en")
    notebook = (
        solved_notebook("en")
        if right
        else nbformat.read(folder / "notebooks/en/1-packaging/1-serialization.ipynb", as_version=4)
    )
    before = [
        cell.source
        for cell in notebook.cells[: notebook.cells.index(answer(notebook, "pickle_roundtrip"))]
        if cell.cell_type == "code"
    ]
    source = "\n".join([*(line for line in before if "show(" not in line), answer(notebook, "pickle_roundtrip").source])
    (tmp_path / "use.py").write_text(_USE.format(answer=source), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "use.py", str(folder)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"points: {points}" in done.stdout, done.stdout + done.stderr
    hidden_sentences = re.findall(
        r'en="([^"]+)"', (CHECKS / "1-packaging/1-serialization/pickle_roundtrip_hidden.py").read_text("utf-8")
    )
    assert hidden_sentences
    assert not any(sentence in done.stdout for sentence in hidden_sentences)

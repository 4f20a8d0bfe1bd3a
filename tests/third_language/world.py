"""The course beside this module in the languages that a test asks for, with a Python of its own that has such a package.

The package is the course's. What is done to it is what an author does: the line ``LANGUAGES``, and a copy of ``en.py`` for
a language that has none. It lies in a copy of the environment because a setting would not do: judges, the warm server and
what runs in the sandbox start from an empty environment, and find the package where their Python finds it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest

from grader.authoring.source import Lesson, read_lesson
from tests.conftest import ROOT

HERE = Path(__file__).parent / "course"
ASSIGNMENT, LESSON = "1-small", "1-sums"
_OF_THE_COURSE = "LICENSE LICENSE-TEXT.md environment.yml jupyter nbgrader_config.py pyproject.toml".split()
_OF_THE_COURSE += "requirements.in requirements.lock".split()


class World:
    """The folder of a course in these languages, and its Python."""

    def __init__(self, folder: Path, languages: tuple[str, ...]) -> None:
        self.root, self.languages = folder / "course", languages
        self._python = folder / "python"
        for name in _OF_THE_COURSE:
            source, target = ROOT / name, self.root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        shutil.copytree(HERE / "solutions", self.root / "solutions")
        for path in self.root.glob("solutions/**/*.py"):
            path.write_text(only(path.read_text(encoding="utf-8"), languages), encoding="utf-8")
        self._write_package()
        if subprocess.run(["cp", "-al", sys.prefix, self._python], check=False, capture_output=True).returncode:
            pytest.skip("the environment cannot be copied by hard links, and it is too large to be copied otherwise")
        [packages] = self._python.glob("lib/python3*/site-packages")
        (packages / "course-in-other-languages.pth").write_text(f"{self.root}\n")

    def _write_package(self) -> None:
        package = self.root / "grader"
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "grader", package, ignore=lambda at, names: {"checks"} & {*names} | ignore(at, names))
        shutil.copytree(HERE / "checks", package / "checks", ignore=ignore)
        path = package / "languages.py"
        text, lines = re.subn(r"(?m)^LANGUAGES = .*$", f"LANGUAGES = {self.languages}", path.read_text(encoding="utf-8"))
        assert lines == 1
        path.write_text(text, encoding="utf-8")
        original = (package / "en.py").read_text(encoding="utf-8")
        for lang in self.languages:
            if not (package / f"{lang}.py").exists():
                (package / f"{lang}.py").write_text(original.replace('"en"', f'"{lang}"'), encoding="utf-8")

    def translate(self, module: str, original: str, translation: str) -> None:
        """Write a translation beside one of the program's sentences."""
        path = self.root / module
        text = path.read_text(encoding="utf-8")
        assert text.count(original) == 1
        path.write_text(text.replace(original, f"{original}, {translation}"), encoding="utf-8")

    def run(self, module: str, *arguments: str, fails: bool = False, **environment: str) -> str:
        """What ``python -m module …`` says in the course's folder; it must succeed, or else fail."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("GRADER_", "LC_"))}
        done = subprocess.run(
            [self._python / "bin/python", "-m", module, *arguments],
            cwd=self.root,
            env=inherited | {"LANG": "C.UTF-8", "GRADER_PROGRESS": str(self.root / "progress.json")} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def grader(self, *arguments: str, fails: bool = False, **environment: str) -> str:
        return self.run("grader.cli", *arguments, fails=fails, **environment)

    @property
    def lesson(self) -> Lesson:
        return read_lesson(self.root / f"solutions/{ASSIGNMENT}/{LESSON}.py", self.languages)

    def notebook(self, lang: str) -> Path:
        return self.root / "notebooks" / lang / ASSIGNMENT / f"{LESSON}.ipynb"

    def submit(self, student: str, lang: str, answers: Mapping[str, str]) -> None:
        """The notebook in that language, with these answers in the place of its stubs."""
        notebook = nbformat.read(self.notebook(lang), as_version=4)
        by_cell = {f"{id}_answer": answer for id, answer in answers.items()}
        for cell in notebook.cells:
            cell.source = by_cell.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        path = self.root / "submitted" / student / ASSIGNMENT / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    def page(self, student: str) -> str:
        """Their feedback."""
        return (self.root / "feedback" / student / ASSIGNMENT / f"{LESSON}.html").read_text(encoding="utf-8")


def only(source: str, languages: tuple[str, ...]) -> str:
    """A lesson without what it says in other languages."""
    kept = []
    for block in re.split(r"(?m)^(?=# %%)", source):
        lang = re.match(r'# %%.* lang="(\w+)"', block)
        if not lang or lang[1] in languages:
            kept += block.splitlines(keepends=True)
    marks = [re.match(r"# (\w\w): |.*  # (\w\w)$", line) for line in kept]
    return "".join(line for line, mark in zip(kept, marks, strict=True) if not mark or (mark[1] or mark[2]) in languages)

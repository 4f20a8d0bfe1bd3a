"""The course as one zip for students: notebooks of a language, the environment, the package with its public checks.

What goes in is named here, file by file or by kind; nothing goes in because it happens to lie in the folder. The same
course gives the same bytes.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat

from grader.authoring.course import checks_folder
from grader.authoring.index import INDEX, index_path, index_text
from grader.authoring.publish import was_run
from grader.authoring.solution import has_solution
from grader.authoring.source import Lesson, lesson_paths, read_lesson
from grader.commands import Refused
from grader.exercises import load_exercises
from grader.languages import LANGUAGES, said
from grader.teaching import leaks
from grader.teaching.readme import README

FOLDER = "ml-en-produccion-{lang}"
"""The folder that the zip holds."""
_AS_THEY_ARE = """
    LICENSE LICENSE-TEXT.md environment.yml jupyter/lab_config.py jupyter/nbgrader_config.py jupyter/overrides.json
    pyproject.toml requirements.in requirements.lock
""".split()
_ELSEWHERE = {"nbgrader_config.py": "jupyter/nbgrader_config.py"}
"""What the Validate button needs to know is not what grading needs to know."""
_PACKAGE = ("*.py", "*.j2", "conf.json")
"""The kinds of files that the package has outside of its checks."""
_SIGN = b"grader bundle"
"""The comment of every such zip: one that lacks it is somebody's file."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def bundle(root: Path, lang: str, output: Path) -> int:
    """Write the zip and return how many files it holds.

    Raises Refused if the course is not built, and if ``output`` is somebody's file that is no such zip.
    """
    if output.is_dir() or (output.exists() and not _is_ours(output)):
        raise Refused(
            {
                "es": f"{output}: ya existe y no es un paquete del curso; elige otro nombre",
                "en": f"{output}: exists already and is no bundle of the course; choose another name",
            }
        )
    files = contents(root.resolve(), lang)
    output.parent.mkdir(parents=True, exist_ok=True)
    new = output.with_name(f".{output.name}.new")
    try:
        _write(new, FOLDER.format(lang=lang), files)
        os.replace(new, output)
    finally:
        new.unlink(missing_ok=True)
    return len(files)


def contents(root: Path, lang: str) -> dict[str, bytes]:
    """What the zip holds, by path. Raises Refused where something is missing, or holds what is not for students."""
    files = {"README.md": said(README, lang).encode()}
    for name in _AS_THEY_ARE:
        files[name] = _read(root / name)
    for name, source in _ELSEWHERE.items():
        files[name] = _read(root / source)
    lessons = [read_lesson(path, LANGUAGES) for path in lesson_paths(root)]
    kept = leaks.solutions(lessons)
    checks = list(_public_checks(root))
    for path in checks:
        if path.suffix == ".py":
            _refuse_leak(path, leaks.in_module(path.read_text(encoding="utf-8"), kept))
    for path in [*_package(root / "grader"), *checks]:
        files[path.relative_to(root).as_posix()] = path.read_bytes()
    files |= _notebooks(root, lang, lessons, kept)
    return dict(sorted(files.items()))


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(
            {
                "es": f"{path}: falta; ejecuta esto en la carpeta del curso o di cuál es con --root",
                "en": f"{path}: is missing; run this in the course folder, or name it with --root",
            }
        )
    return path.read_bytes()


def _package(package: Path) -> Iterator[Path]:
    """The modules and templates of the package, but for its checks."""
    for kind in _PACKAGE:
        for path in package.rglob(kind):
            inside = path.relative_to(package).parts
            if (
                inside[0] != "checks"
                and path.is_file()
                and not any(part.startswith((".", "__pycache__")) for part in inside)
            ):
                yield path


def _public_checks(root: Path) -> Iterator[Path]:
    """Of each lesson: its quiz, the definitions of its exercises, what its checks share, and the public ones by name."""
    for exercise in load_exercises(checks_folder(root)).values():
        folder = exercise.public.parent
        shared = (folder / name for name in ("exercises.toml", "quiz.toml", "conftest.py"))
        yield from (path for path in (*shared, exercise.public) if path.is_file())


def _notebooks(root: Path, lang: str, lessons: list[Lesson], kept: leaks.Solutions) -> Iterator[tuple[str, bytes]]:
    """The notebooks as they were released, not those in ``notebooks/``, in which somebody may have worked."""
    release = root / "build/release" / lang
    for lesson in lessons:
        path = release / f"{lesson.id}.ipynb"
        if not path.is_file():
            raise Refused(
                {
                    "es": f"{path}: falta; ejecuta «grader build»",
                    "en": f"{path}: is missing; run «grader build»",
                }
            )
        if was_run(path) or has_solution(path.read_text(encoding="utf-8")):
            raise Refused(
                {
                    "es": f"{path}: tiene salidas o soluciones y no es para estudiantes; ejecuta «grader build»",
                    "en": f"{path}: holds outputs or solutions and is not for students; run «grader build»",
                }
            )
        _refuse_leak(path, leaks.in_notebook(nbformat.read(path, as_version=4), kept))
        yield f"notebooks/{lang}/{lesson.id}.ipynb", path.read_bytes()
    if index_path(root).is_file():
        yield f"notebooks/{INDEX}", index_text(read_lesson(index_path(root), LANGUAGES), lessons, [lang]).encode()


def _refuse_leak(path: Path, exercises: set[str]) -> None:
    if exercises:
        names = ", ".join(sorted(exercises))
        raise Refused(
            {
                "es": f"{path}: deja ver la solución de {names} y no es para estudiantes; quítala, o ejecuta «grader build»",
                "en": f"{path}: shows the solution of {names} and is not for students; take it out, or run «grader build»",
            }
        )


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _SIGN
    except (OSError, zipfile.BadZipFile):
        return False


def _write(path: Path, folder: str, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = _SIGN
        for name, data in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on every system
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)

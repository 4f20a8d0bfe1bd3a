"""The whole build: solutions → nbgrader's source notebooks → the notebooks that students get.

    solutions/<assignment>/<n>-<lesson>.py              written by an author
    build/source/<lang>/<assignment>/<n>-<lesson>.ipynb   with solutions: what nbgrader starts from
    build/release/<lang>/…                              as nbgrader's generate_assignment makes it
    notebooks/<lang>/…                                  the same, committed, for students
    notebooks/index.ipynb                               the way in, from solutions/index.py; nbgrader does not know it

Everything is made in a new folder first. Only when all of it is there does it take its place.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from grader.authoring.course import Notebooks, index_notebook, source_notebooks
from grader.authoring.generate import generate_assignments
from grader.authoring.publish import differing, notebooks_in, publish, was_run
from grader.languages import LANGUAGES


def build(root: Path, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Build the course in ``root``, record the assignments in the gradebook, and return the notebooks that changed.

    Raises CourseError, and changes no file, if a source, an exercise or nbgrader stands in the way. Notebooks in which
    somebody has worked stay as they are (see ``worked_in``).
    """
    root = root.resolve()
    sources, index = source_notebooks(root, languages), index_notebook(root, languages)
    first, *others = languages
    with _new_folder(root) as new:
        _write(new / "source", sources)
        for lang in others:
            _generate_only(root, new, lang)
        generate_assignments(root, new / "source" / first, new / "release" / first)
        released = _read(new / "release", sources)
        for name in ("source", "release"):
            _replace(root / "build" / name, new / name)
    return publish(root / "notebooks", released | index)


def stale(root: Path, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """The notebooks that are missing, too many, or not what the sources give. Changes nothing."""
    root = root.resolve()
    sources, index = source_notebooks(root, languages), index_notebook(root, languages)
    with _new_folder(root) as new:
        _write(new / "source", sources)
        with ThreadPoolExecutor() as pool:  # nbgrader takes seconds to start and writes nothing shared here
            list(pool.map(lambda lang: _generate_only(root, new, lang), languages))
        return differing(root / "notebooks", _read(new / "release", sources) | index)


def worked_in(root: Path) -> list[Path]:
    """The notebooks in ``notebooks/`` in which somebody has run a cell. The build leaves them to whoever did."""
    return [path for path in notebooks_in(root / "notebooks") if was_run(path)]


def _generate_only(root: Path, new: Path, lang: str) -> None:
    """One language's release, without a word in the gradebook."""
    generate_assignments(root, new / "source" / lang, new / "release" / lang, "--no-db")


@contextmanager
def _new_folder(root: Path) -> Iterator[Path]:
    """A folder for what is being made, on the same disk as its place, gone afterwards."""
    (root / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="new-", dir=root / "build") as folder:
        yield Path(folder)


def _write(folder: Path, notebooks: Notebooks) -> None:
    for path, text in notebooks.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _read(folder: Path, like: Notebooks) -> Notebooks:
    return {path: (folder / path).read_text(encoding="utf-8") for path in like}


def _replace(old: Path, new: Path) -> None:
    """Put the folder ``new`` in the place of ``old``, which goes where it will be thrown away."""
    if old.exists():
        old.rename(new.with_name(f"old-{new.name}"))
    new.rename(old)

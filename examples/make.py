"""Write the example submissions anew, from the release: a small class that shows what grading does with each.

    python examples/make.py        (after «grader build»)

ana        solves every lesson, in Spanish        bruno   solves every lesson, in English

and of the first lesson alone:

carla      got half of it                         dmitri  left a SyntaxError in one answer
elena      deleted a check cell                   farid   warns on stderr all the time
grace      wrote a loop that never ends
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.authoring.source import Lesson, lesson_paths, read_lesson

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [read_lesson(path) for path in lesson_paths(ROOT)]
LESSON = LESSONS[0]


def untouched(lang: str, lesson: Lesson = LESSON) -> NotebookNode:
    """The release in one language, as a student gets it."""
    return nbformat.read(ROOT / "notebooks" / lang / f"{lesson.id}.ipynb", as_version=4)


def solved(lang: str, lesson: Lesson = LESSON) -> NotebookNode:
    """The release in one language, with the reference solutions written into its answer cells."""
    notebook = untouched(lang, lesson)
    for exercise, source in lesson.answers.items():
        lines = [line for line in source.split("\n") if "### BEGIN" not in line and "### END" not in line]
        answer(notebook, exercise).source = "\n".join(lines)
    return notebook


def answer(notebook: NotebookNode, exercise: str) -> NotebookNode:
    """The answer cell of an exercise."""
    cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == f"{exercise}_answer"]
    return cells[0]


def half(notebook: NotebookNode) -> None:
    release = untouched("en")
    for exercise in list(LESSON.answers)[3:]:
        answer(notebook, exercise).source = answer(release, exercise).source


def syntax_error(notebook: NotebookNode) -> None:
    answer(notebook, "hdf5_weights").source = "def export_weights(pipeline, path)\n    return None"


def deleted_check(notebook: NotebookNode) -> None:
    cells = notebook.cells
    notebook.cells = [c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") != "onnx_parity"]


def warns(notebook: NotebookNode) -> None:
    cell = answer(notebook, "pickle_roundtrip")
    cell.source = cell.source.replace(
        "def save_pickle", 'import sys\nimport warnings\n\nprint("warming up", file=sys.stderr)\n\n\ndef save_pickle'
    ).replace('with open(path, "wb")', 'warnings.warn("saving")\n    with open(path, "wb")')


def endless(notebook: NotebookNode) -> None:
    answer(notebook, "pickle_inspect").source = (
        "def pickle_imports(path):\n    while True:\n        pass\n\n\n"
        "def load_restricted(path, allowed):\n    while True:\n        pass"
    )


CLASS: dict[str, tuple[str, Callable[[NotebookNode], None] | None]] = {
    "ana": ("es", None),
    "bruno": ("en", None),
    "carla": ("es", half),
    "dmitri": ("en", syntax_error),
    "elena": ("es", deleted_check),
    "farid": ("en", warns),
    "grace": ("es", endless),
}


def main() -> None:
    for student, (lang, change) in CLASS.items():
        for lesson in [LESSON] if change else LESSONS:
            notebook = solved(lang, lesson)
            if change:
                change(notebook)
            path = ROOT / "examples/submitted" / student / f"{lesson.id}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(nbformat.writes(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

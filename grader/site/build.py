"""The whole site: ``build/site/index.html``, which leads to the reader's language, and a tree of pages for each.

Everything is made in a new folder first. Only when all of it is there does it take the place of an earlier site.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.authoring.course import checks_folder, source_notebooks
from grader.authoring.source import lesson_paths, read_lesson
from grader.commands import Refused
from grader.exercises import load_exercises
from grader.languages import LANGUAGES
from grader.quizzes import quiz_paths, read_quiz
from grader.site.diagrams import diagrams_in, draw
from grader.site.documents import documents
from grader.site.entrance import entrance, is_ours
from grader.site.lessons import lesson_page
from grader.site.pages import Tree, units, write_pages
from grader.site.run import Run
from grader.site.sphinx import configuration, make_tree


def build_site(root: Path, output: Path, run: Run, languages: Sequence[str] = LANGUAGES) -> None:
    """Make the site of the course in ``root``; ``run`` gives the notebooks' cells their outputs.

    Raises CourseError if the course does not fit together, a lesson fails, a page has a fault, or ``output`` is
    somebody's folder.
    """
    root, output = root.resolve(), output.resolve()
    if output.exists() and not is_ours(output):
        raise Refused(
            {
                "es": f"{output}: ya existe y no es un sitio del curso; elige otra carpeta con --output",
                "en": f"{output}: exists already and is no site of the course; choose another folder with --output",
            }
        )
    notebooks = {path: nbformat.reads(text, as_version=4) for path, text in source_notebooks(root, languages).items()}
    run(notebooks)
    trees = _trees(root, notebooks, languages)
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="new-site-", dir=output.parent) as folder:
        new = Path(folder, "site")
        new.mkdir()
        (new / "index.html").write_text(entrance({tree.lang: tree.title for tree in trees}), encoding="utf-8")
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
            making = []
            for tree in trees:
                source = Path(folder, "source", tree.lang)
                write_pages(tree, source)
                config = configuration(tree.lang, languages, tree.title)
                making.append(pool.submit(make_tree, source, Path(folder, "made", tree.lang), config))
            for tree, made in zip(trees, making, strict=True):
                made.result().rename(new / tree.lang)
        if output.exists():
            output.rename(Path(folder, "old"))
        new.rename(output)


def _trees(root: Path, notebooks: dict[Path, NotebookNode], languages: Sequence[str]) -> list[Tree]:
    exercises = load_exercises(checks_folder(root))
    quizzes = {name: read_quiz(path) for name, path in quiz_paths(checks_folder(root)).items()}
    lessons = [read_lesson(path, languages) for path in lesson_paths(root)]
    prose = [cell.source for notebook in notebooks.values() for cell in notebook.cells if cell.cell_type == "markdown"]
    drawings = draw(diagrams_in(prose), root / "build" / "site-diagrams")
    guides = documents(root, languages)
    trees = []
    for lang in languages:
        pages = {
            lesson.id: lesson_page(notebooks[Path(lang, f"{lesson.id}.ipynb")], exercises, quizzes, drawings)
            for lesson in lessons
        }
        title, headings = units(root, lessons, lang, languages)
        trees.append(Tree(lang, title, headings, lessons, pages, guides))
    return trees

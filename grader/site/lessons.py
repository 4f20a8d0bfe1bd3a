"""A lesson as readers get it: what its cells show, the exercises unsolved, and their hints in the place of the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from grader.authoring.solution import stub
from grader.exercises import Exercise
from grader.judging.card import number
from grader.languages import said
from grader.learning.quiz import ShownQuiz
from grader.learning.telling import marked_up
from grader.quizzes import Quiz
from grader.site.diagrams import Drawings, with_pictures
from grader.site.run import is_check
from grader.site.words import words

_QUIZ = re.compile(r'quiz\("([^"]+)"\)')


def lesson_page(
    notebook: NotebookNode, exercises: Mapping[str, Exercise], quizzes: Mapping[str, Quiz], drawings: Drawings
) -> NotebookNode:
    """The notebook of a page, made of one with solutions that was run."""
    lang = notebook.metadata.course.lang
    page = nbformat.from_dict({**notebook, "cells": [], "metadata": {"kernelspec": notebook.metadata.kernelspec}})
    page.cells = [_cell(cell, lang, exercises, quizzes, drawings) for cell in notebook.cells]
    return page


def _cell(
    cell: NotebookNode, lang: str, exercises: Mapping[str, Exercise], quizzes: Mapping[str, Quiz], drawings: Drawings
) -> NotebookNode:
    cell = nbformat.from_dict(cell)
    if cell.cell_type == "markdown":
        cell.source = with_pictures(cell.source, drawings)
    elif is_check(cell):
        return new_markdown_cell(exercise_box(exercises[cell.metadata.nbgrader.grade_id], lang), id=cell.id)
    elif cell.metadata.get("nbgrader", {}).get("solution"):
        cell.source, cell.outputs = stub(cell.source), []
    elif cell.source.strip() == "progress()":
        cell.outputs = []  # it tells each reader of their own
    elif quiz := _QUIZ.fullmatch(cell.source.strip()):  # where nothing is judged, it shows nothing
        shown = ShownQuiz(quizzes[quiz[1]], lang)
        cell.outputs = [new_output("display_data", shown._repr_mimebundle_())]
    else:
        cell.outputs = [_readable(output) for output in cell.outputs]
    cell.metadata = nbformat.from_dict({})
    return cell


def _readable(output: NotebookNode) -> NotebookNode:
    """The corner of a pandas table is empty, so it is the header of nothing."""
    if "text/html" in output.get("data", {}):
        output.data["text/html"] = output.data["text/html"].replace("<th></th>", "<td></td>")
    return output


def exercise_box(exercise: Exercise, lang: str) -> str:
    """What stands below an exercise: its title, its points, and its hints, closed, as one block of HTML."""
    return "".join(_box(exercise, lang))


def _box(exercise: Exercise, lang: str) -> Iterator[str]:
    points = words("point" if exercise.points == 1 else "points", lang, points=number(exercise.points, lang))
    checked = words("checked", lang, id=exercise.id)
    yield '<aside class="exercise">'
    yield f"<p><strong>{_text(words('exercise', lang, title=said(exercise.title, lang)))}</strong></p>"
    yield f"<p>{_text(points)} {_text(checked)}</p>"
    for place, hint in enumerate(exercise.hints, 1):
        told = words("hint", lang, number=place, total=len(exercise.hints))
        yield f"<details><summary>{_text(told)}</summary><p>{_text(said(hint, lang))}</p></details>"
    yield "</aside>"


def _text(text: str) -> str:
    """Plain text with `code` in it, on one line."""
    return marked_up(" ".join(text.split()))

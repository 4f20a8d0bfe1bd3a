"""Everything that keeps a lesson from being published, as one line each: ``file:line: what is wrong; what to do``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from grader.authoring import marks
from grader.authoring.course import checks_folder, line_of, wrong_with_course
from grader.authoring.figures import alternative_texts, wrong_with_figures
from grader.authoring.glossary import Term, glossary_path, read_glossary, wrong_words
from grader.authoring.index import index_path, wrong_with_index
from grader.authoring.prose import differences, wrong_with_prose
from grader.authoring.python import first_difference
from grader.authoring.quizzes import wrong_with_quiz
from grader.authoring.source import Cell, Lesson, Problem, examine, lesson_paths, read_lesson
from grader.authoring.twins import lock_path, read_lock, unconfirmed, write_lock
from grader.authoring.untranslated import PACKAGE, in_course
from grader.errors import CourseError
from grader.exercises import Exercise, load_exercises
from grader.languages import LANGUAGES, ORIGINAL, Text

_NUMBERED = re.compile(r"\d+-[a-z0-9]+(-[a-z0-9]+)*")
_SENTENCE_END = re.compile(r"[.?](?=\s|$)")
_WHY_SENTENCES = range(3, 7)
"""How many sentences explain a solution."""
_LEFT_BY_TOOLS = {"__pycache__", ".ipynb_checkpoints"}


def lint(root: Path, languages: Sequence[str] = LANGUAGES) -> list[str]:
    """Every problem of the course: first what can be read, then, where that is well, what must be run."""
    return review(root, languages) or prove(root)


def confirm(root: Path, languages: Sequence[str] = LANGUAGES) -> Path:
    """Record that the twins of every lesson say the same, as they are now, and return the record."""
    write_lock(lock_path(root), [read_lesson(path, languages) for path in _sources(root)])
    return lock_path(root)


def prove(root: Path) -> list[str]:
    """The exercises whose stub passes or whose solution fails. Lessons are proved side by side, one a core."""
    from grader.judging.prove import stub_and_solution

    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return [problem for found in pool.map(stub_and_solution, lesson_paths(root)) for problem in found]


def review(root: Path, languages: Sequence[str] = LANGUAGES) -> list[str]:
    """What is wrong with the course as it is written, file by file."""
    refusals: list[str] = []
    read: list[Lesson] = []
    untranslated = in_course(root, languages)
    problems: list[Problem] = [*_unexpected(root), *_without_import(languages), *untranslated]
    exercises: dict[str, Exercise] = {}
    terms: list[Term] = []
    confirmed: dict[str, list[tuple[str, ...]]] = {}
    try:
        confirmed = read_lock(lock_path(root))
        terms = read_glossary(glossary_path(root), languages)
        exercises = load_exercises(checks_folder(root))
    except CourseError as error:
        refusals += [] if untranslated else [str(error)]  # a sentence that is missing is told with its line
    for path in _sources(root):
        try:
            lesson, faults = examine(path, languages)
        except CourseError as error:
            refusals.append(str(error))
            continue
        read.append(lesson)
        found = [*_trailing_space(path), *_wrong_with_cells(lesson, terms, languages)]
        if not faults:
            found += unconfirmed(lesson, confirmed.get(lesson.id, []))
        problems += faults + [Problem(path, line, message) for line, message in found]
    lessons = [lesson for lesson in read if lesson.path != index_path(root)]
    for lesson in lessons if not untranslated else []:
        try:
            problems += wrong_with_quiz(lesson, checks_folder(root), terms)
        except CourseError as error:
            refusals.append(str(error))
    if not refusals and not untranslated:
        problems += wrong_with_course(lessons, exercises)
        problems += [problem for page in read if page not in lessons for problem in wrong_with_index(page, lessons)]
        problems += _wrong_with_exercises(exercises.values(), terms)
        problems += [
            Problem(lock_path(root), 1, f"«{gone}» is a lesson no more; run «grader lint --confirm»")
            for gone in sorted(set(confirmed) - {lesson.id for lesson in read})
        ]
    return refusals + [str(problem) for problem in sorted(set(problems))]


def _sources(root: Path) -> list[Path]:
    """The lessons, and the welcome notebook where there is one."""
    return [*lesson_paths(root), *(path for path in [index_path(root)] if path.exists())]


def _wrong_with_cells(lesson: Lesson, terms: Sequence[Term], languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    for cell in lesson.cells:
        if cell.kind == "prose":
            yield from _wrong_with_prose(cell, terms)
        elif cell.kind in ("code", "answer"):
            yield from _wrong_with_code(cell, languages)


def _wrong_with_prose(cell: Cell, terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    for lang, text in cell.text.items():
        for line, message in [*wrong_with_prose(text), *wrong_words(text, lang, terms)]:
            yield cell.lines[lang] + line - 1, message
    yield from ((cell.line, message) for message in differences(cell.text))


def _wrong_with_code(cell: Cell, languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    above = cell.line - 1
    rows = {lang: [n for n, _ in marks.lines_in_language(cell.source, lang, languages)] for lang in languages}
    for lang, text in cell.text.items():
        yield from ((above + rows[lang][row - 1], message) for row, message in wrong_with_figures(text))
    unpaired = list(marks.unpaired(cell.source, languages))
    yield from ((above + line, message) for line, message in unpaired)
    first, *others = languages
    for lang in others if not unpaired else []:
        if different := first_difference(cell.text[first], cell.text[lang]):
            line = above + rows[first][different[0] - 1]
            yield (
                line,
                f"{first} and {lang} differ here in more than strings; make the marked lines the same but for these",
            )
    texts = [alternative_texts(cell.text[lang]) for lang in languages]
    for same in zip(*texts, strict=False):
        if len(same) > 1 and len({text for _, text in same}) == 1 and re.search(r"[^\W\d_]", same[0][1]):
            line = above + rows[first][same[0][0] - 1]
            yield (
                line,
                f"the alternative text is the same in every language; write the line for each, marked # {first} …",
            )


def _wrong_with_exercises(exercises: Iterable[Exercise], terms: Sequence[Term]) -> Iterator[Problem]:
    for exercise in exercises:
        path = exercise.public.parent / "exercises.toml"
        line = line_of(path, f"[{exercise.id}]")
        for text in (exercise.title, *exercise.hints, exercise.why):
            for lang, words in text.items():
                for _, message in wrong_words(words, lang, terms):
                    yield Problem(path, line, message)
        for message in _wrong_with_why(exercise.why):
            yield Problem(path, line, f"the why of «{exercise.id}»: {message}")
        if not exercise.public.exists():
            yield Problem(
                path, line, f"«{exercise.id}» has no checks; write them in {exercise.public.name} beside this file"
            )


def _wrong_with_why(why: Text) -> Iterator[str]:
    """It is short, and says the same in every language."""
    yield from differences(why)
    for lang, text in why.items():
        count = len(_SENTENCE_END.findall(re.sub(r"`[^`]*`", "", text)))
        if count not in _WHY_SENTENCES:
            shortest, longest = _WHY_SENTENCES[0], _WHY_SENTENCES[-1]
            yield f"has {count} sentences in {lang}; write {shortest} to {longest}"


def _trailing_space(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line != line.rstrip():
            yield number, "white space at the end of the line; remove it"


def _unexpected(root: Path) -> Iterator[Problem]:
    """Files that are nobody's: a lesson that no build sees, a check that no judge runs."""
    solutions, checks = root / "solutions", checks_folder(root)
    for path in _files(solutions):
        assignment, *rest = path.relative_to(solutions).parts
        is_record = not rest and assignment in ("glossary.toml", "index.py", "twins.lock")
        is_lesson = len(rest) == 1 and path.suffix == ".py" and all(map(_NUMBERED.fullmatch, (assignment, path.stem)))
        if not (is_record or is_lesson):
            yield Problem(path, 1, "no lesson can be here; name it solutions/<n>-<assignment>/<n>-<lesson>.py or remove it")
    for path in _files(checks):
        folder = path.parent
        known = {"exercises.toml", "quiz.toml", "conftest.py"}
        for id in _ids(folder / "exercises.toml"):
            known |= {f"{id}.py", f"{id}_hidden.py"}
        if path.name == "quiz.toml" and not (root / "solutions" / folder.relative_to(checks)).with_suffix(".py").exists():
            yield Problem(path, 1, "is the quiz of no lesson; name its folder as the lesson's file or remove it")
        elif len(path.relative_to(checks).parts) != 3 or path.name not in known:
            message = "is the checks of no exercise; name it <exercise>.py or <exercise>_hidden.py, or remove it"
            yield Problem(path, 1, message)


def _without_import(languages: Sequence[str]) -> Iterator[Problem]:
    for lang in languages:
        path = PACKAGE / f"{lang}.py"
        if not path.exists():
            yield Problem(path, 1, f"notebooks in {lang} import it; make it, a copy of {ORIGINAL}.py with its own language")


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _LEFT_BY_TOOLS.intersection(path.relative_to(folder).parts)
    ]


def _ids(path: Path) -> list[str]:
    """The ids that a definition holds, however malformed the rest of it is."""
    return re.findall(r"^\[(\w+)\]", path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else []

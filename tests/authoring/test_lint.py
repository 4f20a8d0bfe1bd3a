"""The lint finds what would reach students: twins that differ, figures without words, terms of another house."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.figures import wrong_with_figures
from grader.authoring.glossary import read_glossary, wrong_words
from grader.authoring.lint import confirm, review
from grader.authoring.python import first_difference
from grader.authoring.twins import lock_path
from grader.errors import CourseError

from .conftest import Course, change

ROOT = Path(__file__).parents[2]


def test_a_good_course_has_no_problems(course: Course) -> None:
    assert review(course.root) == []


CHANGES = {
    "a missing twin": (
        '# %% [markdown] lang="en"\n"""\n## Exercise: the average\n"""\n',
        "",
        '# %% [markdown] lang="es"\n"""\n## Ejercicio',
        "has no twin",
    ),
    "twins that differ": ("with `mean`", "with `fmean`", "# 1. Promedios", "code spans"),
    "raw HTML": ("# 1. Averages", "# 1. Averages<br>", "# 1. Averages", "raw HTML"),
    "trailing white space": ("30]  # minutes", "30] ", "orders = [", "white space"),
    "a figure without words": (
        'alt="Three orders, each longer")  # en',
        'alt="")  # en',
        'show(figure, alt="")',
        "alternative text",
    ),
    "a marked line alone": (
        "figure, axes = plt.subplots()",
        "figure, axes = plt.subplots()  # es",
        "figure, axes",
        "as # es; let",
    ),
    "marked lines of two programs": (
        'axes.set_ylabel("duration (min)")',
        'axes.set_xlabel("duration (min)")',
        'axes.set_ylabel("duración',
        "more than strings",
    ),
    "words in one language": (
        'show(figure, alt="Tres pedidos, cada uno más largo")  # es\nshow(figure, alt="Three orders, each longer")  # en',
        'show(figure, alt="Three orders")',
        "show(figure, alt",
        "same in every language",
    ),
}


@pytest.mark.parametrize(("old", "new", "place", "message"), CHANGES.values(), ids=CHANGES.keys())
def test_each_mistake_is_one_line_with_its_place(old: str, new: str, place: str, message: str, course: Course) -> None:
    change(course.lesson, old, new)
    problems = [problem for problem in review(course.root) if "confirm" not in problem]
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"solutions/1-first/1-averages.py:{course.line_of(place)}: ")
    assert message in problems[0]


def test_a_missing_hint_is_found(course: Course) -> None:
    change(course.exercises, '[[average.hints]]\nes = "Lee la sección 1."\nen = "Read section 1."\n', "")
    assert "hints" in review(course.root)[0]


def test_a_language_whose_import_nobody_has_made_is_found(course: Course) -> None:
    assert any(
        "/qu.py:1: notebooks in qu import it; make it, a copy of en.py" in told for told in review(course.root, ["qu"])
    )


def test_a_missing_why_is_found(course: Course) -> None:
    change(course.exercises, "why.en", "# why.en")
    [told] = review(course.root)
    assert told.startswith("grader/checks/1-first/1-averages/exercises.toml:5: is not there in en; translate «Se suma todo")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("That is why it is looked at first.", "That is why `min` is looked at first.", "code spans"),
        ("An empty list has no average. That", "An empty list has no average, that", "has 2 sentences in en; write 3 to 6"),
    ],
)
def test_a_why_is_short_and_says_the_same_in_every_language(old: str, new: str, message: str, course: Course) -> None:
    change(course.exercises, old, new)
    [problem] = review(course.root)
    assert problem.startswith("grader/checks/1-first/1-averages/exercises.toml:1: the why of «average»: ")
    assert message in problem


def test_every_lesson_has_a_quiz_and_ends_with_it(course: Course) -> None:
    change(course.lesson, 'quiz("1-averages")', 'quiz("1-other")')
    [problem] = review(course.root)
    place = course.line_of('quiz("1-other")')
    assert problem.startswith(f"solutions/1-first/1-averages.py:{place}: does not end with its quiz")
    course.quiz.unlink()
    [problem] = review(course.root)
    assert "has no quiz" in problem


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("for 1 and 3", "for 1 and 5", "quiz.toml:1: question 1: the twins differ in numbers"),
        ("It returns `None`", "It returns nothing", "quiz.toml:24: question 2: the twins differ in code spans"),
        ('right = true\ntext.es = "2"', 'text.es = "2"', "question 1: has 0 right options; write «right = true»"),
        ('why.es = "Los cuenta uno a uno."', "", "quiz.toml:68: is not there in es; translate «It counts them one by one.»"),
        ('[[question]]\nask.es = "¿Qué da', '[[questions]]\nask.es = "¿Qué da', "quiz.toml"),
    ],
)
def test_a_quiz_is_whole_and_says_the_same_in_every_language(old: str, new: str, message: str, course: Course) -> None:
    change(course.quiz, old, new)
    [problem] = review(course.root)
    assert message in problem


def test_the_place_of_the_right_option_gives_nothing_away(course: Course) -> None:
    text = course.quiz.read_text(encoding="utf-8").replace("right = true\n", "")
    course.quiz.write_text(text.replace("[[question.option]]\n", "[[question.option]]\nright = true\n"), encoding="utf-8")
    [problem] = review(course.root)
    assert "has 3 right options" in problem
    first = text.replace('[[question.option]]\ntext.es = "1"', '[[question.option]]\nright = true\ntext.es = "1"')
    for old in ('text.es = "Lanza', 'text.es = "Los minutos"'):
        first = first.replace(old, f"right = true\n{old}")
    course.quiz.write_text(first, encoding="utf-8")
    [problem] = review(course.root)
    assert "same place in every question" in problem


def test_a_malformed_definition_does_not_hide_what_is_wrong_with_lessons(course: Course) -> None:
    change(course.exercises, "[average]", "[average")
    change(course.lesson, "with `mean`", "with `fmean`")
    refusal, *problems = review(course.root)
    assert "exercises.toml" in refusal
    assert any("code spans" in problem for problem in problems)


def test_an_exercise_without_checks_is_found(course: Course) -> None:
    (course.checks / "average.py").unlink()
    assert "no checks" in review(course.root)[0]


@pytest.mark.parametrize(
    "name",
    [
        "solutions/notes.md",
        "solutions/1-first/averages.py",
        "solutions/1-first/data/a.csv",
        "grader/checks/1-first/1-averages/averge.py",
        "grader/checks/1-first/x.py",
        "grader/checks/1-first/2-gone/quiz.toml",
    ],
)
def test_a_file_that_nothing_reads_is_found(name: str, course: Course) -> None:
    (course.root / name).parent.mkdir(exist_ok=True)
    (course.root / name).write_text("# %%\nx = 1\n" if name.endswith("averages.py") else "")
    assert any(problem.startswith(f"{name}:1: ") for problem in review(course.root))


def test_what_tools_leave_behind_is_no_file_of_the_course(course: Course) -> None:
    for folder in (course.checks / "__pycache__", course.lesson.parent / ".ipynb_checkpoints"):
        folder.mkdir()
        (folder / "x.pyc").touch()
    (course.checks / "average_hidden.py").touch()
    (course.checks / "conftest.py").touch()
    assert review(course.root) == []


# Twins are confirmed by a person, and the record knows which of the two changed since.


def test_a_new_pair_asks_for_a_reader(course: Course) -> None:
    change(course.lesson, "# %%\nimport", '# %% [markdown] lang="es"\n"""\nMira\n"""\n\n# %%\nimport')
    change(course.lesson, "# %%\nimport", '# %% [markdown] lang="en"\n"""\nLook\n"""\n\n# %%\nimport')
    (problem,) = review(course.root)
    assert f":{course.line_of('Mira')}: nobody has confirmed" in problem


def test_a_new_lesson_asks_once(course: Course) -> None:
    lock_path(course.root).unlink()
    (problem,) = review(course.root)
    assert "none of the 2 twins is confirmed" in problem
    assert "grader lint --confirm" in problem


def test_a_twin_that_changed_alone_is_named(course: Course) -> None:
    change(course.lesson, "And so will you.", "And you will say it too.")
    (problem,) = review(course.root)
    place = f"solutions/1-first/1-averages.py:{course.line_of('# 1. Averages')}"
    assert problem.startswith(f"{place}: en changed since the twins were confirmed, es did not")


def test_confirming_records_the_twins_as_they_are(course: Course) -> None:
    change(course.lesson, "And so will you.", "And you will say it too.")
    before = lock_path(course.root).read_text().splitlines()
    assert confirm(course.root) == lock_path(course.root)
    assert review(course.root) == []
    after = lock_path(course.root).read_text().splitlines()
    assert len(set(after) - set(before)) == 1
    confirm(course.root)
    assert lock_path(course.root).read_text().splitlines() == after


def test_a_pair_that_moves_stays_confirmed(course: Course) -> None:
    text = course.lesson.read_text()
    course.lesson.write_text(text.replace("# %%\nimport", "# %%\nx = 1\n\n# %%\nimport"))
    assert review(course.root) == []


def test_a_record_of_twins_that_are_gone_is_found(course: Course) -> None:
    text = course.lesson.read_text()
    start, end = text.index('# %% [markdown] lang="es"\n"""\n## Ej'), text.index("# %% exercise")
    course.lesson.write_text(text[:start] + text[end:])
    assert "1 twins that are gone" in review(course.root)[0]


def test_a_record_that_is_broken_is_refused(course: Course) -> None:
    lock_path(course.root).write_text("<<<<<<< HEAD")
    assert "twins.lock" in review(course.root)[0]


# The glossary.

GLOSSARY = """
[[term]]
es = "deriva de datos"
en = "data drift"
avoid.es = ["desvío de datos"]
avoid.en = ["data deviation"]
"""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("El Desvío de datos", [1]),
        ("a\n\nlos desvíos de datos no, un desvío\nde **datos**", [3]),
        ("`desvío de datos`", []),
        ("```text\ndesvío de datos\n```", []),
        ("la deriva de datos", []),
        ("el desvío de datosx", []),
    ],
)
def test_a_variant_to_avoid_is_found_in_words_and_not_in_code(text: str, lines: list[int], tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(GLOSSARY)
    terms = read_glossary(tmp_path / "glossary.toml")
    assert [line for line, _ in wrong_words(text, "es", terms)] == lines


def test_plurals_of_one_word_are_found_too(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text('[[term]]\nes = "pipeline"\nen = "pipeline"\navoid.es = ["tubería"]')
    assert list(wrong_words("dos tuberías", "es", read_glossary(tmp_path / "glossary.toml")))


def test_the_glossary_holds_for_prose_titles_and_hints(course: Course) -> None:
    (course.root / "solutions" / "glossary.toml").write_text(
        '[[term]]\nes = "promedio"\nen = "average"\navoid.es = ["documentación"]\navoid.en = ["section"]\n'
    )
    found = review(course.root)
    assert [problem.split(":")[1] for problem in found] == ["1", "7"]
    assert "«section» is not the course's term; write «average»" in found[0]


@pytest.mark.parametrize("text", ["[[term", '[[term]]\nes = "a"', '[[term]]\nes = "a"\nen = "b"\navoid = "c"'])
def test_a_glossary_that_is_malformed_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").write_text(text)
    with pytest.raises(CourseError, match=r"glossary\.toml"):
        read_glossary(tmp_path / "glossary.toml")


def test_the_glossary_of_the_course_does_not_avoid_its_own_terms() -> None:
    terms = read_glossary(ROOT / "solutions" / "glossary.toml")
    assert terms
    for term in terms:
        for lang, name in term.name.items():
            assert list(wrong_words(f"Antes: {name}.", lang, terms)) == []


# Figures and code in two languages.


@pytest.mark.parametrize(
    "source",
    ["plt.show()", "show(figure)", 'show(figure, alt="")', "fig, ax = plt.subplots()", "for i in x:\n    plt.plot(i)"],
)
def test_figures_without_words_are_found(source: str) -> None:
    assert list(wrong_with_figures(source))


@pytest.mark.parametrize(
    "source",
    [
        'fig, ax = plt.subplots()\nshow(fig, alt="a")',
        'show(fig, alt=f"{n} pedidos")',
        "def draw():\n    fig, ax = plt.subplots()\n    return fig",
        "plt.rcParams.update({})",
        "app.show()",
    ],
)
def test_figures_with_words_pass(source: str) -> None:
    assert not list(wrong_with_figures(source))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('print("a")', 'print("b")'),
        ('print("a" "b")', "print('c')"),
        ('print(f"{n} de {m:.1f}")', 'print(f"{m:.1f} of {n}")'),
        ('"""a"""', '"""b\nc"""'),
    ],
)
def test_strings_may_differ(one: str, other: str) -> None:
    assert first_difference(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [
        ('x = 1\nprint("a")', 'x = 1\nprint("b", 1)', (2, 2)),
        ('print(f"{n:.1f}")', 'print(f"{n:.2f}")', (1, 1)),
        ('print(f"{n}")', 'print("n")', (1, 1)),
        ("x = 1", "x = 1\n\ny = 2", (1, 3)),
    ],
)
def test_code_may_not_differ(one: str, other: str, lines: tuple[int, int]) -> None:
    assert first_difference(one, other) == lines

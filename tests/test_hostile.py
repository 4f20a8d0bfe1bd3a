"""Nobody earns what they did not, and nobody does harm: the cases of ``hostile/``, through nbgrader, in both forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from grader.judging.sandbox import has_seccomp, level
from tests.small_course.course import FULL
from tests.small_course.forms import FORMS, NotHere
from tests.small_course.grading import HONEST_STUDENTS, Class, graded
from tests.submissions import Case, load_cases

pytestmark = pytest.mark.alone

CASES = load_cases("hostile")
ROWS = {
    # the points
    "replace": "check, the verdict, the grader's modules, pytest, NumPy, builtins; files named like modules",
    "objects": "objects that equal everything, lie about their type or shape, answer differently the second time",
    "ipython": "transformers, callbacks, display hooks, magics, the kernel itself",
    "protocol": "forged messages, verdicts, handles, sizes; another's address",
    "metadata": "points, names, flags, tags, kernels; a second submission that keeps the points of the first",
    "read": "frames, memory, checks, solutions, gradebook, others, environment, /proc",
    "behave": "constants, memory across checks, knowing that one is graded",
    "stay": "threads, signals, what acts at exit, processes that stay behind",
    "artefact": "files that act when they are loaded",
    "looks": "output and files that look like a verdict",
    # the machine and the others
    "time": "what never ends, in Python and in C",
    "processes": "processes, threads and descriptors by the thousand",
    "memory": "fifty gigabytes, in every way to take them",
    "disk": "files without end",
    "output": "output without end",
    "notebooks": "notebooks that are huge, deep, broken or no notebooks",
    "kill": "processes that end, kill, close, remove",
    "network": "the internet, the host, local sockets, the cloud",
    "write": "the gradebook, others, the course, the home, the system",
    "escape": "system calls by which others have left a sandbox",
    "names": "links, pipes, devices, names of files and students",
    "page": "programs for a page or a terminal",
    "class": "a submission that would slow all the others",
}
HARMED = (
    "processes",
    "files",
    "canaries",
    "network",
    "shared folders",
    "temporary files",
    "shared memory",
    "machine",
)


@pytest.fixture(scope="module", params=[pytest.param(form, marks=pytest.mark.slow) for form in FORMS])
def hostile(request: pytest.FixtureRequest) -> Iterator[Class]:
    """The hostile class, graded once in each form, with honest students among it."""
    here, why_not = level()
    if here != "namespaces":
        pytest.skip(f"these cases need the level «namespaces», and this machine gives «{here}»: {why_not}")
    try:
        with graded(CASES, request.param) as hostile:
            yield hostile
    except NotHere as reason:
        pytest.skip(f"{request.param}: {reason}")


def test_every_way_is_tried_in_several_variants() -> None:
    tried = Counter(case.row for case in CASES)
    assert tried.keys() == ROWS.keys()
    assert [row for row, cases in tried.items() if cases < 2] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_was_earned_is_paid(hostile: Class, case: Case) -> None:
    points = hostile.points.get(case.student)
    if case.graded:
        assert points == case.expected, case.why
    else:
        assert not points or not any(points.values()), case.why
    told = hostile.told(case.student)
    assert [words for words in case.told if words not in told] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_out_of_reach_was_reached(hostile: Class, case: Case) -> None:
    if case.needs == "seccomp" and not has_seccomp():
        pytest.skip("only seccomp keeps this out, and libseccomp is not here")
    assert "REACHED" not in hostile.outputs(case.student), case.why
    assert hostile.secret not in hostile.written(case.student), case.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_runs_where_it_is_read(hostile: Class, case: Case) -> None:
    assert {name: alive for name, page in hostile.pages(case.student).items() if (alive := list(_alive(page)))} == {}


_LOADING = {"src", "srcset", "poster", "background", "data", "xlink:href"}


def _alive(page: str) -> Iterator[str]:
    """What of a page would run, load or send something, or mislead whoever reads it."""
    for tag in BeautifulSoup(page, "html.parser").find_all(True):
        if tag.name in {"script", "iframe", "frame", "object", "embed", "applet", "base", "form", "link", "portal"}:
            yield str(tag)[:200]
        if tag.name == "meta" and "refresh" in str(tag.get("http-equiv", "")).lower():
            yield str(tag)[:200]
        if tag.name == "style" and re.search(r"@import|url\(\s*['\"]?(?!data:)|expression\(", tag.get_text()):
            yield str(tag)[:200]
        for name, value in tag.attrs.items():
            text = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            loads = name in _LOADING and not text.startswith("data:image")
            if name.startswith("on") or name in {"srcdoc", "formaction", "ping"} or loads:
                yield f"{name}={value}"[:200]
            if text.startswith(("javascript:", "vbscript:", "data:text")) or (name == "style" and "url(" in text):
                yield f"{name}={value}"[:200]
    yield from re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("student", HONEST_STUDENTS, ids=lambda case: case.name)
def test_the_honest_among_them_lose_nothing(hostile: Class, student: Case) -> None:
    assert hostile.points.get(student.name) == FULL


@pytest.mark.parametrize("what", HARMED)
def test_nothing_outside_was_touched(hostile: Class, what: str) -> None:
    suspects = {case.name for case in CASES if case.row in _SUSPECTS[what]}
    assert hostile.harm[what] == [], f"look at {', '.join(sorted(suspects))}"


_SUSPECTS = {
    "processes": {"stay", "processes", "kill", "artefact"},
    "files": {"write", "kill", "names", "replace"},
    "canaries": {"write", "stay", "replace", "artefact", "metadata"},
    "network": {"network", "artefact"},
    "shared folders": {"write", "memory"},
    "temporary files": {"disk", "names", "processes"},
    "shared memory": {"write"},
    "machine": {"memory", "disk", "processes", "output"},
}


def test_the_log_names_what_was_not_graded_and_is_safe_to_read(hostile: Class) -> None:
    assert hostile.returncode != 0
    ungraded = [case.name for case in CASES if not case.graded and not hostile.named(case.student)]
    assert ungraded == []
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", hostile.log) == []


def test_nobody_is_in_the_gradebook_who_did_not_submit(hostile: Class) -> None:
    students = {case.student for case in [*CASES, *HONEST_STUDENTS]}
    assert hostile.points.keys() - students == set()

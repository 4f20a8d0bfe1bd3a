"""What is pinned is what docs/freshness.md says, and neither Python nor a base image is past its last day.

The table of that page is the only place where the last days stand: ``rows`` reads it. ``pins`` reads what a file pins, as
pairs of a name and a version; images of the course's own are not of interest.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.doctor.versions import LOCK, PYTHON
from grader.pythons import END_OF_LIFE
from tests.conftest import ROOT

BASES = {"python", "debian"}
"""All else stands on these: past their last day, the tests fail."""
HALF_A_YEAR = timedelta(days=183)
IMAGES = ["docker/compose.yaml", *sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("docker/**/Dockerfile"))]

_IMAGE = re.compile(r"^(?:FROM |ARG \w+=|\s*image: )(?:\$\{\w+:-)?([a-z0-9./-]+):([\w.-]+)", re.MULTILINE)
_OF_A_FILE = {
    "Makefile": {"python": r"^PYTHON \?= python([\d.]+)$"},
    "environment.yml": {"python": r"^  - python=([\d.]+)$"},
    ".github/workflows/ci.yml": {"python": r'python-version: "([\d.]+)"', "ubuntu": r"runs-on: ubuntu-([\d.]+)"},
    ".travis.yml": {"python": r'^python: "([\d.]+)"$', "ubuntu": r"^dist: (\w+)$"},
}


@dataclass(frozen=True)
class Row:
    name: str
    version: str
    where: tuple[str, ...]
    until: date | None
    """The last day on which it is maintained; None where nobody has published one."""
    looked_up: date


def rows(page: str) -> list[Row]:
    """The table: a line of it begins with a name in backticks. ValueError if one has not all of its columns."""
    found = []
    for line in page.splitlines():
        if line.startswith("| `"):
            name, version, where, until, _, looked_up = (cell.strip() for cell in line.strip("|").split("|"))
            last = None if until == "—" else date.fromisoformat(until)
            places = tuple(re.findall(r"`([^`]+)`", where))
            found.append(Row(name.strip("`"), version, places, last, date.fromisoformat(looked_up)))
    return found


def pins(path: str) -> set[tuple[str, str]]:
    text = (ROOT / path).read_text(encoding="utf-8")
    if path == LOCK:
        lines = [Requirement(line) for line in text.splitlines() if line and not line.startswith("#")]
        return {(canonicalize_name(one.name), str(one.specifier).removeprefix("==")) for one in lines}
    if path in _OF_A_FILE:
        patterns = _OF_A_FILE[path].items()
        return {(name, version) for name, pattern in patterns for version in re.findall(pattern, text, re.MULTILINE)}
    return {pin for name, tag in _IMAGE.findall(text) if name != "ml-en-produccion" for pin in of_image(name, tag)}


def of_image(name: str, tag: str) -> Iterable[tuple[str, str]]:
    """``python:3.11.16-slim-bookworm`` is Python 3.11 on Debian bookworm."""
    if system := re.search(r"-(bullseye|bookworm|trixie|forky)$", tag):
        yield "debian", system[1]
    version = re.match(r"v?([\d.]+)", tag)
    assert version, f"{name}:{tag} names no version"
    yield name, ".".join(version[1].split(".")[:2]) if name == "python" else version[1]


@dataclass(frozen=True)
class Verdict:
    """What is past its last day and must not be, and what is to be renewed soon or is past it and may be."""

    failures: list[str]
    warnings: list[str]


def judge(table: Iterable[Row], today: date) -> Verdict:
    verdict = Verdict([], [])
    for row in table:
        if row.until is None:
            continue
        line = f"{row.name} {row.version} is maintained until {row.until}: renew it in {', '.join(row.where)}"
        if row.until < today:
            (verdict.failures if row.name in BASES else verdict.warnings).append(line)
        elif row.name in BASES and row.until < today + HALF_A_YEAR:
            verdict.warnings.append(line)
    return verdict


TABLE = rows((ROOT / "docs" / "freshness.md").read_text(encoding="utf-8"))


def test_neither_python_nor_a_base_image_is_past_its_last_day() -> None:
    verdict = judge(TABLE, date.today())
    for line in verdict.warnings:
        warnings.warn(line, stacklevel=1)
    assert verdict.failures == []


@pytest.mark.parametrize(
    ("today", "failing", "warned"),
    [
        (date(2027, 4, 1), [], []),
        (date(2027, 6, 1), [], ["python"]),
        (date(2027, 10, 31), [], ["python"]),
        (date(2027, 11, 1), ["python"], []),
        (date(2028, 6, 30), ["python"], ["debian"]),
        (date(2028, 7, 1), ["python", "debian"], []),
        (date(2030, 11, 15), ["python", "debian"], ["postgres"]),
    ],
)
def test_the_half_year_before_the_last_day_warns_and_the_day_after_it_fails(
    today: date, failing: list[str], warned: list[str]
) -> None:
    of = "| `{}` | {} | `Makefile` | {} | | 2026-11-30 |\n".format
    page = of("python", "3.11", "2027-10-31") + of("debian", "bookworm", "2028-06-30") + of("numpy", "2.4.6", "—")
    verdict = judge(rows(page + of("postgres", "18.6", "2030-11-14")), today)
    assert [line.split()[0] for line in verdict.failures] == failing
    assert [line.split()[0] for line in verdict.warnings] == warned


def test_python_ends_when_the_lesson_on_environments_says() -> None:
    (row,) = [row for row in TABLE if row.name == "python"]
    assert row.until == END_OF_LIFE[row.version]
    assert row.version == ".".join(map(str, PYTHON))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.name} {row.version}")
def test_each_row_is_what_the_files_that_it_names_pin(row: Row) -> None:
    assert row.where
    for path in row.where:
        assert (row.name, row.version) in pins(path), path


@pytest.mark.parametrize("path", [*IMAGES, *_OF_A_FILE])
def test_each_image_and_python_that_a_file_pins_has_a_row_that_names_the_file(path: str) -> None:
    assert pins(path)
    assert pins(path) == {(row.name, row.version) for row in TABLE if path in row.where}


def test_nobody_has_looked_up_a_date_in_the_future() -> None:
    assert [row for row in TABLE if row.looked_up > date.today()] == []


def test_the_page_says_the_same_dates_files_and_commands_in_both_languages() -> None:
    spanish, english, _ = re.split(
        r"\n## English\n|\n## La tabla", (ROOT / "docs" / "freshness.md").read_text(encoding="utf-8")
    )
    facts = re.compile(r"\d{4}-\d\d-\d\d|`[^`]+`")
    assert facts.findall(spanish) == facts.findall(english)

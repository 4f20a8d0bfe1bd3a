"""Continuous delivery: the lesson's figures of the canary agree with what is worked out without chance, and the judge kills
a registry between all of its steps."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from grader.authoring.source import Lesson, read_lesson

P0, P1, BUDGET = 0.10, 0.15, 0.05
SIGMAS = 4.5
"""How many standard errors a simulated share may lie from the true one: chance goes beyond that once in 150 000 times."""


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return read_lesson(Path("solutions/3-automation/2-continuous-delivery.py"))


@pytest.fixture(scope="module")
def answers(lesson: Lesson) -> dict[str, Any]:
    """What the lesson's solutions define."""
    names: dict[str, Any] = {}
    for source in (lesson.imports, *lesson.answers.values()):
        exec(source, names)
    return names


@pytest.fixture(scope="module")
def shown(lesson: Lesson) -> dict[str, Any]:
    """What the cells that simulate define, run as they stand: ``peeking`` and ``sequential``, the shares after each look."""
    names: dict[str, Any] = {"np": np}
    exec("import math", names)
    cells = [cell.text["en"] for cell in lesson.cells if cell.kind == "code"]
    for source in cells:
        if "peeking = " in source or "sequential = " in source:
            exec(source, names)
    return names


@dataclass(frozen=True)
class Outcome:
    """What becomes of all canaries of one rate: the share rolled back by each look, that promoted, and the orders taken."""

    rolled_back: list[float]
    promoted: float
    orders: float


def exactly(decide: Callable[[int, int], str], rate: float, step: int, looks: int) -> Outcome:
    """By adding up the chances of every number of failures, instead of drawing them."""
    chances, batch = {0: 1.0}, binom.pmf(np.arange(step + 1), step, rate)
    back, promoted, orders, rolled_back = 0.0, 0.0, 0.0, []
    for look in range(1, looks + 1):
        orders += step * sum(chances.values())
        reached: dict[int, float] = {}
        for failures, chance in chances.items():
            for more, share in enumerate(batch):
                reached[failures + more] = reached.get(failures + more, 0.0) + chance * float(share)
        told = {failures: decide(failures, step * look) for failures in reached}
        back += sum(chance for failures, chance in reached.items() if told[failures] == "roll back")
        promoted += sum(chance for failures, chance in reached.items() if told[failures] == "promote")
        chances = {failures: chance for failures, chance in reached.items() if told[failures] == "go on" and chance > 1e-12}
        rolled_back.append(back)
    return Outcome(rolled_back, promoted, orders)


def z_test(failures: int, orders: int) -> str:
    z = (failures / orders - P0) / (P0 * (1 - P0) / orders) ** 0.5
    return "roll back" if z > 1.645 else "go on"


def wald(answers: dict[str, Any]) -> Callable[[int, int], str]:
    """The lesson's solution, with the rates and budgets of its story."""
    return lambda failures, orders: str(answers["canary"](failures, orders, P0, P1, BUDGET, BUDGET))


def agrees(simulated: float, true: float, canaries: int) -> bool:
    return abs(simulated - true) <= SIGMAS * (true * (1 - true) / canaries) ** 0.5


def test_a_peeking_z_test_rolls_back_as_many_good_models_as_the_lesson_shows(shown: dict[str, Any], lesson: Lesson) -> None:
    true = exactly(z_test, P0, step=50, looks=40).rolled_back
    for looks in (1, 5, 10, 40):
        assert agrees(shown["peeking"][looks - 1], true[looks - 1], 10_000)
    assert true[0] < 0.06
    assert true[-1] > 0.25
    quoted = f"{100 * shown['peeking'][-1]:.1f} %: more than a quarter"
    assert any(quoted in " ".join(cell.text["en"].split()) for cell in lesson.cells)


def test_the_sequential_test_keeps_its_budget_at_the_same_looks(shown: dict[str, Any], answers: dict[str, Any]) -> None:
    true = exactly(wald(answers), P0, step=50, looks=40).rolled_back
    for looks in (1, 5, 10, 40):
        assert agrees(shown["sequential"][looks - 1], true[looks - 1], 10_000)
    assert true[-1] < BUDGET


def test_asked_after_every_order_it_keeps_both_budgets_with_half_of_the_orders(answers: dict[str, Any]) -> None:
    good, bad = (exactly(wald(answers), rate, step=1, looks=2000) for rate in (P0, P1))
    assert good.rolled_back[-1] < BUDGET
    assert bad.promoted < BUDGET
    assert good.rolled_back[-1] + good.promoted == pytest.approx(1, abs=1e-4)
    single_look = (1.645 * ((P0 * (1 - P0)) ** 0.5 + (P1 * (1 - P1)) ** 0.5) / (P1 - P0)) ** 2
    assert round(single_look) == 467
    assert [good.orders, bad.orders] == pytest.approx([240, 240], abs=15)


@pytest.fixture(scope="module")
def checks() -> ModuleType:
    """What the lesson's checks share."""
    path = Path("grader/checks/3-automation/2-continuous-delivery/conftest.py")
    spec = importlib.util.spec_from_file_location("continuous_delivery_checks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def killed_everywhere(
    checks: ModuleType, promote: Callable[..., Any], names: dict[str, Any], folder: Path
) -> list[tuple[Path, bytes]]:
    """The copies of a registry whose promotion was killed, one for each step, and what ``registry.json`` held before."""
    base, place = folder / "base", folder / "killed"
    old, new = (names["register"](base, model) for model in (b"old", b"new"))
    names["promote"](base, old)
    before = (base / "registry.json").read_bytes()
    steps = left = checks._steps_of(promote, str(base), str(place), (new,))
    while left:
        left = checks._kill_at(left, promote, str(base), str(place), (new,))
    return [(place / str(step), before) for step in steps]


def test_a_promotion_is_killed_between_all_of_its_changes_of_the_disk(
    checks: ModuleType, answers: dict[str, Any], tmp_path: Path
) -> None:
    """Before the file beside it is there, while it is empty, and when it is whole and not yet in its place."""
    found = set()
    for root, before in killed_everywhere(checks, answers["promote"], answers, tmp_path):
        assert (root / "registry.json").read_bytes() == before
        partial = root / "registry.json.partial"
        found.add((partial.stat().st_size > len(before)) if partial.exists() else None)
    assert found == {None, False, True}


def test_a_promotion_in_place_is_caught_with_nothing_in_its_file(
    checks: ModuleType, answers: dict[str, Any], tmp_path: Path
) -> None:
    def in_place(root: str, digest: str) -> None:
        state = answers["read_registry"](root)
        Path(root, "registry.json").write_text(json.dumps({**state, "current": digest}))

    found = killed_everywhere(checks, in_place, answers, tmp_path)
    assert 0 in {(root / "registry.json").stat().st_size for root, _ in found}

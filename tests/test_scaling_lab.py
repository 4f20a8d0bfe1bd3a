"""The lab of the lesson on scaling strategies runs for real: three workers behind nginx and behind HAProxy.

Where one of them is not installed, its test is skipped and says so.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.authoring.source import read_lesson

LESSON = read_lesson(Path(__file__).parents[1] / "solutions" / "2-scalability" / "4-scaling-strategies.py")
NEEDED = [
    *("import bisect", "from collections", "temporary =", "worker =", "worker +=", "program =", "def ask("),
    *("def nginx_conf(", "def haproxy_conf(", "def is_open(", "def open_door(", "def knock("),
]
"""How lines of the cells begin that the lab is made of."""
PATH = f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin"


@pytest.fixture
def lab() -> Iterator[dict[str, Any]]:
    """What those cells define, with the three workers running."""
    defined: dict[str, Any] = {}
    cells = [cell.text["en"] for cell in LESSON.cells if cell.kind == "code"]
    for source in cells:
        if any(line.startswith(tuple(NEEDED)) for line in source.splitlines()):
            exec(compile(source, "<lab>", "exec"), defined)
    yield defined
    for process, _ in defined["running"]:
        process.kill()
        process.wait()
    defined["temporary"].cleanup()


@pytest.mark.parametrize("name", ["nginx", "haproxy"])
def test_a_real_balancer_loses_no_request_when_a_worker_dies_and_comes_back(lab: dict[str, Any], name: str) -> None:
    if not shutil.which(name, path=PATH):
        pytest.skip(f"{name} is not installed: apt-get install nginx-light haproxy")
    lab["doors"][:] = [door for door in lab["doors"] if door[0] == name]
    process, port = lab["open_door"](lab["addresses"])
    try:
        assert set(lab["knock"](port)) == {"ana", "bruno", "carla"}
        lab["running"][1][0].kill()
        lab["running"][1][0].wait()
        without = lab["knock"](port)
        assert set(without) == {"ana", "carla"}
        assert sum(without.values()) == 30
        lab["running"][1] = lab["start"]("bruno", port=lab["addresses"][1].partition(":")[2])
        patience = time.monotonic() + 20
        while "bruno" not in lab["knock"](port):
            assert time.monotonic() < patience
            time.sleep(0.2)
    finally:
        process.kill()
        process.wait()


def test_where_no_balancer_is_installed_there_is_no_door(lab: dict[str, Any]) -> None:
    lab["doors"][:] = [("no-such-balancer", lab["nginx_conf"], [])]
    assert lab["open_door"](lab["addresses"]) is None

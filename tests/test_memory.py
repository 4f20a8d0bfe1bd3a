"""What this process may use of the machine's memory, by Linux's control groups of either version."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import memory
from grader.grading.pool import MEMORY_OF_A_WORKER, default_jobs

GIB = 2**30


def cgroups(folder: Path, own: str, files: dict[str, str]) -> int | None:
    (folder / "cgroup").write_text(own)
    for name, text in files.items():
        path = folder / "sys" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return memory.cgroup_limit(folder / "cgroup", folder / "sys")


@pytest.mark.parametrize(
    ("own", "files", "limit"),
    [
        ("0::/\n", {"memory.max": "2147483648\n"}, 2 * GIB),
        ("0::/\n", {"memory.max": "max\n"}, None),
        ("0::/user/one\n", {"memory.max": "max\n", "user/memory.max": "300\n", "user/one/memory.max": "400\n"}, 300),
        ("0::/docker/0a1b\n", {"memory.max": "500\n"}, 500),
        ("4:cpu,memory:/a\n0::/\n", {"memory/a/memory.limit_in_bytes": "600\n"}, 600),
        ("4:memory:/host/path\n", {"memory/memory.limit_in_bytes": "700\n"}, 700),
        ("4:cpu:/\n", {"memory/memory.limit_in_bytes": "700\n"}, None),
        ("", {}, None),
    ],
)
def test_the_least_limit_of_the_control_groups_holds(
    own: str, files: dict[str, str], limit: int | None, tmp_path: Path
) -> None:
    assert cgroups(tmp_path, own, files) == limit


def test_where_there_are_no_control_groups_there_is_no_limit(tmp_path: Path) -> None:
    assert memory.cgroup_limit(tmp_path / "none", tmp_path) is None


def test_a_container_with_little_memory_grades_one_submission_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "cgroup_limit", lambda: MEMORY_OF_A_WORKER)
    assert default_jobs() == 1

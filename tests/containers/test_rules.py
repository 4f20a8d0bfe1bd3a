"""What a Dockerfile for production keeps to."""

from __future__ import annotations

from datetime import date

import pytest

from grader.containers import File, follow, hadolint, rules
from grader.containers.images import Image

CONTEXT = {"requirements.txt": File(b"numpy==2.3.1\n"), "run_model.py": File(b""), "model.json": File(b"", 0o600)}


@pytest.mark.parametrize(
    ("version", "today", "supported"),
    [
        ((3, 8), date(2026, 11, 23), False),
        ((3, 10), date(2026, 10, 31), True),
        ((3, 10), date(2026, 11, 1), False),
        ((3, 13), date(2026, 11, 23), True),
        ((3, 15), date(2026, 9, 30), False),
        ((3, 15), date(2026, 11, 23), True),
        ((3, 16), date(2032, 11, 1), False),
        ((2, 7), date(2026, 11, 23), False),
        (None, date(2026, 11, 23), False),
    ],
)
def test_a_python_is_supported_from_its_release_to_its_end_of_life(
    version: tuple[int, int] | None, today: date, supported: bool
) -> None:
    assert rules.is_supported(version, today) is supported


@pytest.mark.parametrize(
    ("reference", "python", "pinned"),
    [
        ("python:3.13.12-slim-bookworm", (3, 13), True),
        ("python:3.13-slim", (3, 13), False),
        ("python:3.13-slim@sha256:" + "0" * 64, (3, 13), True),
        ("python@sha256:" + "0" * 64, None, True),
        ("python@sha256:short", None, False),
        ("python:3", None, False),
        ("python", None, False),
        ("python:latest", None, False),
        ("docker.io/library/python:3.13.12", (3, 13), True),
        ("localhost:5000/python:3.13.12", (3, 13), True),
        ("localhost:5000/python", None, False),
        ("library/python:3.13.12", (3, 13), True),
        ("somebody/python:3.13.12", None, True),
        ("notpython:3.13.12", None, True),
    ],
)
def test_a_reference_says_its_version_and_whether_it_can_change(
    reference: str, python: tuple[int, int] | None, pinned: bool
) -> None:
    assert rules.python_of(reference) == python
    assert rules.is_pinned(reference) is pinned


@pytest.mark.parametrize(
    ("line", "secrets"),
    [
        ("ENV API_TOKEN=abc", ["API_TOKEN"]),
        ("ENV API_TOKEN abc", ["API_TOKEN"]),
        ("ENV A=1 dbPassword='x y'", ["dbPassword"]),
        ("ARG API_KEY", ["API_KEY"]),
        ("ARG K\nENV API_KEY=$K", ["API_KEY"]),
        ("LABEL aws.secret=x", ["aws.secret"]),
        ("RUN pip install --index-url https://me:word@pypi.example/simple x", ["://me:word@"]),
        ("ENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=100 API_TOKEN_FILE=/run/secrets/t", []),
        ("ENV API_TOKEN=", []),
        ("RUN --mount=type=secret,id=token cat /run/secrets/token", []),
    ],
)
def test_secrets_that_would_stay_in_the_image_are_named(line: str, secrets: list[str]) -> None:
    assert rules.secrets_in(f"FROM a\n{line}\n") == secrets


@pytest.mark.parametrize(
    ("user", "right"),
    [("10001", True), ("10001:10001", True), ("", False), ("root", False), ("0", False), ("app", False), ("1:app", False)],
)
def test_the_user_is_a_number_that_is_not_roots(user: str, right: bool) -> None:
    assert rules.has_numeric_user(Image("a", user=user)) is right


ORDER = "FROM python:3.13.12-slim\nWORKDIR /app\n{}\nUSER 10001\n"


@pytest.mark.parametrize(
    ("lines", "reads"),
    [
        ("COPY . .\nRUN pip install -r requirements.txt", {"requirements.txt", "run_model.py", "model.json"}),
        ("COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .", {"requirements.txt"}),
        ("COPY r*.* ./\nRUN pip install -r requirements.txt", {"requirements.txt", "run_model.py"}),
    ],
)
def test_the_layer_of_the_dependencies_knows_what_it_was_made_of(lines: str, reads: set[str]) -> None:
    assert rules.reads_of_dependencies(follow(ORDER.format(lines), CONTEXT)) == reads


def test_layers_of_other_stages_are_below_those_that_copy_from_them() -> None:
    build = follow(
        "FROM a AS one\nCOPY model.json /\nFROM a AS two\nCOPY run_model.py /\nRUN pip install x\n"
        "FROM two\nCOPY --from=one /model.json /\n",
        CONTEXT,
    )
    assert rules.reads_of_layers(build)[2] == [{"model.json", "run_model.py"}]
    assert rules.reads_of_dependencies(build) == {"run_model.py"}


def test_the_user_may_read_what_everybody_may_or_what_is_theirs() -> None:
    lines = "COPY model.json run_model.py ./\nCOPY --chown=10001 model.json mine.json\nCOPY --chmod=644 model.json open.json"
    assert rules.unreadable(follow(ORDER.format(lines), CONTEXT).final) == ["/app/model.json"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("RUN pip install numpy", True),
        ("USER 10001\nRUN pip install numpy", False),
        ("RUN pip install --user numpy", False),
        ("RUN /v/bin/pip install numpy", False),
        ("RUN /v/bin/pip install numpy\nENV PATH=/v/bin:$PATH", True),
        ('RUN /v/bin/pip install numpy\nENTRYPOINT ["/v/bin/python", "x.py"]', True),
        ("RUN pip install --target /deps numpy\nENV PYTHONPATH=/deps", True),
        ("RUN pip wheel numpy", False),
    ],
)
def test_pip_needs_the_right_to_write_and_python_must_look_there(lines: str, found: bool) -> None:
    assert bool(rules.usable(follow(ORDER.format(lines), CONTEXT).final)) is found


@pytest.mark.parametrize(
    ("line", "pinned"),
    [
        ("numpy==2.3.1", True),
        ("numpy == 2.3.1 ; python_version > '3'", True),
        ("joblib[x]===1.5", True),
        ("numpy==2.3.1 --hash=sha256:1", True),
        ("numpy", False),
        ("numpy>=2", False),
        ("numpy==2.*", False),
        ("numpy==2.3.1,<3", False),
        ("numpy @ https://x", False),
    ],
)
def test_a_requirement_is_pinned_to_one_version(line: str, pinned: bool) -> None:
    assert rules.are_pinned([line]) is pinned


GOOD = """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
USER 10001
"""


def test_hadolint_has_nothing_to_say_about_a_good_one() -> None:
    assert hadolint(GOOD) == []


def test_hadolint_is_not_silenced(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / ".hadolint.yaml").write_text("ignored: [DL3042]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HADOLINT_IGNORE", "DL3042")
    silenced = GOOD.replace("RUN", "# hadolint ignore=DL3042\nRUN").replace(" --no-cache-dir", "")
    (complaint,) = hadolint(silenced)
    assert "DL3042" in complaint


def test_hadolint_says_what_it_cannot_read() -> None:
    assert len(hadolint("FRM python")) == 1

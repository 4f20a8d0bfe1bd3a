"""What goes beside a feedback page so that nbgrader returns it to whoever submitted."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.grading.feedback import GenerateFeedback

SECRET = "0123456789abcdef" * 8


@pytest.mark.parametrize(
    ("secret", "kept"),
    [(SECRET.encode(), True), (b"\xff" * 128, False), (b"../../../etc/passwd", False), (SECRET.encode() * 1000, False)],
    ids=["nbgrader's own", "no text", "a path", "too long"],
)
def test_a_secret_goes_with_the_page_only_if_nbgrader_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: bytes, kept: bool
) -> None:
    """«nbgrader release_feedback» opens every student's, and would stop for them all at one that is no text."""
    graded, feedback = tmp_path / "graded", tmp_path / "feedback"
    graded.mkdir()
    (graded / "submission_secret.txt").write_bytes(secret)
    converter = GenerateFeedback()
    monkeypatch.setattr(converter, "_format_source", lambda assignment, student: str(graded))
    monkeypatch.setattr(converter, "_format_dest", lambda assignment, student: str(feedback))
    converter.init_assignment("small", "ana")
    assert (feedback / "submission_secret.txt").is_file() is kept

"""Git works on the repository that it is given, and nothing of this machine's decides how."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.repositories import GitError, git, new_repository


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "repo")


def test_the_configuration_of_the_machine_is_not_read(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "[user]\nname = Somebody\n[alias]\nlog = status\n[core]\nhooksPath = /nowhere\n[commit]\ngpgSign = true\n"
    (tmp_path / "gitconfig").write_text(settings)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody else")
    (repo / "a.txt").write_text("a")
    git(repo, "add", "a.txt")
    git(repo, "commit", "--message", "a")
    assert git(repo, "log", "--format=%an %s") == "Rapido a"


def test_a_folder_inside_another_repository_is_not_that_repository(repo: Path) -> None:
    (repo / "sub").mkdir()
    with pytest.raises(GitError, match="not a git repository"):
        git(repo / "sub", "status")


def test_what_a_hook_or_git_refuses_is_an_error_with_its_words(repo: Path) -> None:
    hooks = repo / ".git" / "hooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_text("#!/bin/sh\necho 'the tests fail' >&2\nexit 1\n")
    (hooks / "pre-commit").chmod(0o755)
    with pytest.raises(GitError, match="the tests fail"):
        git(repo, "commit", "--allow-empty", "--message", "a")
    with pytest.raises(GitError, match="unknown revision"):
        git(repo, "log", "HEAD")


def test_a_commit_has_the_date_that_it_is_given(repo: Path) -> None:
    git(repo, "commit", "--allow-empty", "--message", "a", at="2026-11-02 09:00 +0000")
    assert git(repo, "log", "--format=%aI %cI") == "2026-11-02T09:00:00+00:00 2026-11-02T09:00:00+00:00"

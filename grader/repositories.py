"""Git as it is, and nothing of this machine's in it: real repositories whose user, dates and hooks are their own.

``git(repo, "log", "--oneline")`` is what a terminal would show of ``git log --oneline`` in the folder ``repo``, on a machine
where nobody has configured anything.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SECONDS = 60.0

_SETTINGS = {
    "user.name": "Rapido",
    "user.email": "models@rapido.example",
    "commit.gpgSign": "false",
    "tag.gpgSign": "false",
    "core.autocrlf": "false",
    "core.hooksPath": ".git/hooks",
    "gc.auto": "0",
}
"""Of each new repository, in its own configuration: what a machine or a user configures is overruled."""


class GitError(RuntimeError):
    """Git refused, or a hook did: what it said."""


def git(repo: str | os.PathLike[str], *words: str, text: str | None = None, at: str = "") -> str:
    """What ``git <words>`` prints in the folder ``repo``, without the last line break. GitError if Git says no.

    ``text`` is what it reads; ``at`` a date, such as "2026-11-02 09:00 +0000", of the commit or the tag that it makes.
    """
    command = ["git", "-C", os.fspath(repo), *words]
    try:
        done = subprocess.run(
            command, input=text or "", capture_output=True, encoding="utf-8", env=environment(repo, at), timeout=SECONDS
        )
    except FileNotFoundError:
        raise GitError("git is not installed here") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise GitError(said or f"git {words[0]} ended with {done.returncode}")
    return done.stdout.removesuffix("\n")


def new_repository(folder: str | os.PathLike[str]) -> Path:
    """An empty repository in ``folder``, with a branch ``main``, a user and hooks of its own."""
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    git(path, "init", "--quiet", "--template=", "--initial-branch=main")
    for name, value in _SETTINGS.items():
        git(path, "config", name, value)
    return path


def environment(repo: str | os.PathLike[str], at: str = "") -> Mapping[str, str]:
    """An environment in which Git reads no configuration but the repository's, asks nobody anything, and finds no
    repository in a folder above."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
    kept |= {"GIT_CEILING_DIRECTORIES": str(Path(repo).resolve().parent), "LC_ALL": "C.UTF-8"}
    return {**kept, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at} if at else kept

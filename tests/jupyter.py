"""A JupyterLab for the tests that look at it in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

TOKEN = "for-the-tests"
PATIENCE = 20
"""Seconds that a server has to end: an idle thread of its own may keep it from doing so for ever."""


@contextmanager
def jupyter_lab(folder: Path, where: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address of a JupyterLab that shows ``folder``, started in the folder ``where``."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    own = [f"--ServerApp.root_dir={folder}", f"--port={port}", "--no-browser", f"--IdentityProvider.token={TOKEN}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *own, *options],
        cwd=where,
        env=os.environ | {"JUPYTERLAB_WORKSPACES_DIR": str(folder.parent / "workspaces")} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    while server.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{address}/api?token={TOKEN}"):
            break
    try:
        yield address
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

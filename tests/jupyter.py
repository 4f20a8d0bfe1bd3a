"""A JupyterLab, and a browser, for the tests that look at one in the other."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
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


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield one
        one.close()


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of a new browser."""
    with browser() as one:
        yield one.new_page(viewport={"width": 1300, "height": 900})


def open_notebook(page: Page, lab: str, path: str) -> None:
    """Open it in a workspace of its own (JupyterLab restores the tabs, and the dialogs, of another); wait for its kernel."""
    page.goto(f"{lab}/lab/workspaces/{secrets.token_hex(4)}/tree/{path}?token={TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=60_000)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)  # before, a command to run asks for a kernel


def run_all(page: Page, lang: str) -> Locator:
    """Run all cells, and give the first card that a check shows."""
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    card = page.locator(f'section[lang="{lang}"]').first
    card.wait_for(timeout=180_000, state="attached")
    return card

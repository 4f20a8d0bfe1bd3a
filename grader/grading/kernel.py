"""An IPython kernel in this process, which a sandbox has just forked."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import numpy
from ipykernel import ipkernel
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

PORTS = {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "hb_port": 4, "control_port": 5}
"""Numbers of the sockets: the n-th is the file ``<folder>/k-<n>``."""


def run(sockets: Path, key: bytes) -> None:
    """Serve Jupyter's messages, signed with ``key``, at sockets in the folder ``sockets``, until the kernel is stopped."""
    random.seed()
    numpy.random.seed()  # or every fork would draw the same numbers
    sys.argv = ["ipykernel_launcher"]
    os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="ipython-")  # what was submitted configures no kernel
    config = Config()
    config.Session.key = key
    config.HistoryManager.enabled = False
    config.IPKernelApp.update(transport="ipc", ip=str(sockets / "k"), **PORTS)
    config.IPKernelApp.connection_file = str(Path(tempfile.gettempdir()) / "kernel.json")
    app = IPKernelApp.instance(config=config)
    with patch.object(ipkernel, "sys", SimpleNamespace(**vars(sys) | {"modules": {}})):
        app.initialize([])  # it would look at each module, for a debugger that nobody uses, and so copy its memory
    sys.path.insert(_before_site_packages(), "")  # modules of the student's own; Python's own come first, as in Jupyter
    app.start()


def _before_site_packages() -> int:
    """Where Jupyter puts the notebook's folder, which this process, started without it, does not have."""
    return next((at for at, folder in enumerate(sys.path) if folder.endswith("-packages")), len(sys.path))

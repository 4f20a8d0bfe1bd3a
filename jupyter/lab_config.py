"""JupyterLab for the course: opens on the welcome in notebooks/, with check cells that work and without a news pop-up."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

c = get_config()  # noqa: F821 (traitlets gives it)

c.ServerApp.root_dir = str(ROOT / "notebooks")
c.LabApp.default_url = "/lab/tree/index.ipynb"
# In a container one is often root; there is nobody else on the machine to be protected from.
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0
# overrides.json turns off the question about news, and the check for updates.
c.LabApp.app_settings_dir = str(Path(__file__).resolve().parent)

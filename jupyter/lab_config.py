"""JupyterLab for the course: opens on the welcome in notebooks/, with check cells that work and without a news pop-up."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

c = get_config()  # noqa: F821 (traitlets gives it)

c.ServerApp.root_dir = str(ROOT / "notebooks")
c.LabApp.default_url = "/lab/tree/index.ipynb"
# In a container one is often root; there is nobody else on the machine to be protected from.
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0
# overrides.json turns off the question about news, and the check for updates.
c.LabApp.app_settings_dir = str(HERE)
# The Assignment List and Validate look for nbgrader_config.py where Jupyter looks for its own.
os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])])

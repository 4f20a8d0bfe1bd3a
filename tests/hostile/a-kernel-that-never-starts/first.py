from pathlib import Path

Path(".ipython/profile_default/startup").mkdir(parents=True, exist_ok=True)
Path(".ipython/profile_default/startup/00.py").write_text("while True: pass")
Path("ipython_kernel_config.py").write_text("while True: pass")
import os

os._exit(1)

import os
from pathlib import Path

Path("sitecustomize.py").write_text("open('{{CANARY}}', 'w').write('started')")
os.environ.update(PYTHONPATH=os.getcwd(), PYTHONSTARTUP="sitecustomize.py", PYTHONHOME="", PYTEST_ADDOPTS="-p sitecustomize")
startup = Path.home() / ".ipython/profile_default/startup"
startup.mkdir(parents=True, exist_ok=True)
(startup / "00.py").write_text("def check(id): return 2.0")

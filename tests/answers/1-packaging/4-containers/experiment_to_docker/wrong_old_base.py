# loses: test_the_dockerfile_keeps_the_rules
# Copies the base of another project.
def make_context(model, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, folder / "model.joblib")
    (folder / "run_model.py").write_text(
        """import json
import signal
import sys
from pathlib import Path

import joblib

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
model = joblib.load(Path(__file__).with_name("model.joblib"))
for line in sys.stdin:
    print(float(model.predict([json.loads(line)])[0]), flush=True)
"""
    )
    packages = ["scikit-learn", "numpy", "scipy", "joblib", "threadpoolctl"]
    pins = [f"{name}=={importlib.metadata.version(name)}\n" for name in packages]
    (folder / "requirements.txt").write_text("".join(pins))
    (folder / "Dockerfile").write_text(
        f"""FROM python:3.8-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.joblib run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""
    )
    (folder / ".dockerignore").write_text("*\n!requirements.txt\n!run_model.py\n!model.joblib\n")

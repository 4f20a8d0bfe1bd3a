# skops instead of a pickle; the rest of the context is copied with a dot, because .dockerignore lets nothing else in.
import skops.io


def make_context(model, folder) -> None:
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    skops.io.dump(model, folder / "model.skops")
    files = {
        "main.py": """#!/usr/bin/env python
import json
import os
import sys

import skops.io

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "model.skops")
model = skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))
for line in sys.stdin:
    print(model.predict([json.loads(line)])[0].item(), flush=True)
""",
        "requirements.txt": "".join(
            f"{name}=={importlib.metadata.version(name)}\n" for name in ("skops", "scikit-learn", "numpy", "scipy")
        ),
        "Dockerfile": f"""FROM python:{platform.python_version()}-slim
WORKDIR /home/app
COPY requirements.txt .
RUN pip install --no-cache-dir --requirement requirements.txt
COPY --chown=10001 . .
USER 10001
ENTRYPOINT ["python", "/home/app/main.py"]
""",
        ".dockerignore": "# nothing but\n*\n!main.py\n!model.skops\n!requirements.txt\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)

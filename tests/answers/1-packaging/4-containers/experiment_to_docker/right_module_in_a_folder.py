# pickle, a package in a folder of its own that -m starts, a virtual environment in an earlier stage, str paths.
import pickle


def make_context(model, folder):
    folder = str(folder)
    os.makedirs(os.path.join(folder, "service", "artefacts"), exist_ok=True)

    def write(name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    with open(os.path.join(folder, "service", "artefacts", "model.pkl"), "wb") as file:
        pickle.dump(model, file)
    write("service/__init__.py", "")
    write(
        "service/serve.py",
        """import json, pickle, pathlib, sys, warnings

warnings.simplefilter("error")
here = pathlib.Path(__file__).resolve().parent
with open(here / "artefacts" / "model.pkl", "rb") as file:
    model = pickle.load(file)
print("ready", file=sys.stderr)
while line := sys.stdin.readline():
    sys.stdout.write(json.dumps(model.predict([json.loads(line)]).tolist()[0]) + "\\n")
    sys.stdout.flush()
""",
    )
    write("requirements.txt", f"# what the model was trained with\nscikit_learn == {sklearn.__version__}\nnumpy=={np.__version__}  # and this\n")
    write(
        "Dockerfile",
        """# syntax=docker/dockerfile:1
ARG BASE=python:3.13.12-slim-bookworm
FROM ${BASE} AS build
COPY requirements.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \\
    && /opt/venv/bin/pip install --no-cache-dir -r /tmp/requirements.txt

FROM ${BASE}
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/srv
COPY --from=build /opt/venv /opt/venv
COPY service /srv/service
USER 10001:10001
ENTRYPOINT ["python", "-m", "service.serve"]
""",
    )
    write(".dockerignore", "**\n!service/\n!requirements.txt\n**/__pycache__\n")
    print("written to", folder)

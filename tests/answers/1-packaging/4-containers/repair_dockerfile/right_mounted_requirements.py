# Names in small letters, a file that is lent instead of copied, a command in two parts, a digest.
def dockerfile():
    return """# syntax=docker/dockerfile:1
from docker.io/library/python:3.14.0-slim@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
workdir /app
# what pip needs is only lent to it
run --mount=type=bind,source=requirements.txt,target=requirements.txt \\
    --mount=type=cache,target=/root/.cache/pip \\
    # a comment in the midst of it
    pip install --requirement requirements.txt

copy ["model.json", "run_model.py", "./"]
user 65532
entrypoint ["python", "-u"]
cmd ["run_model.py"]
"""

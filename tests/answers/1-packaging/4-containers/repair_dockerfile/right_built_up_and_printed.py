# Put together line by line, and printed on the way.
def dockerfile():
    lines = ["FROM python:3.12.11-slim-bookworm", "LABEL maintainer=\"orders@example.org\"", "WORKDIR /app"]
    lines += ["COPY requirements.txt requirements.txt", "RUN python -m pip install --no-cache-dir -r requirements.txt"]
    lines += [f"COPY {name} {name}" for name in ("model.json", "run_model.py")]
    lines += ["USER 1000", 'ENTRYPOINT ["python3", "./run_model.py"]']
    print(*lines, sep="\n")
    return "\n".join(lines)

# loses: test_a_numeric_user_runs_it
# Thinks that a stage passes its user on to whoever copies from it.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
FROM python:3.13.12-slim
WORKDIR /app
COPY --from=0 /app /app
COPY --from=0 /usr/local /usr/local
ENTRYPOINT ["python", "run_model.py"]
"""

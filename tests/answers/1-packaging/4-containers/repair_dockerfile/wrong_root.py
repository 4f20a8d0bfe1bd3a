# loses: test_a_numeric_user_runs_it
# Never says who runs it.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_only_what_is_needed_is_copied
# A pattern that names more than it is meant to.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model*.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

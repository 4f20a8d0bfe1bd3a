# loses: test_the_base_is_pinned
# Takes two numbers for a whole version.
def dockerfile():
    return """FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

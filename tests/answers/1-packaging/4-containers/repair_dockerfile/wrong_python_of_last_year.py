# loses: test_the_python_is_supported
# Takes a version that was still supported a while ago.
def dockerfile():
    return """FROM python:3.9.25-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_the_python_is_supported
# Repairs everything but the version at the top.
def dockerfile():
    return """FROM python:3.8.20-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

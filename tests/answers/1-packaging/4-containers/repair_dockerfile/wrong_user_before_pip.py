# loses: test_pip_may_write_and_the_user_may_read
# Gives up its rights before pip has written.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
USER 10001
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
ENTRYPOINT ["python", "run_model.py"]
"""

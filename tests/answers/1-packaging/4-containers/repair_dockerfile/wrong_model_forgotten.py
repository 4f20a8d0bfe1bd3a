# loses: test_it_still_does_its_job
# Copies the program only.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

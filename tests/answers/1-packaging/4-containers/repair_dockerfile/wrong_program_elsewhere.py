# loses: test_it_still_does_its_job, test_hadolint_has_nothing_to_say
# Starts the program in a folder where it is not.
def dockerfile():
    return """FROM python:3.13.12-slim
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py /app/
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

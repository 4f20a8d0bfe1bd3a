# loses: test_the_base_is_pinned, test_the_python_is_supported, test_hadolint_has_nothing_to_say
# Takes the newest for the safest.
def dockerfile():
    return """FROM python:latest
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_hadolint_has_nothing_to_say
# Silences the complaint instead of mending what it is about.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
# hadolint ignore=DL3042
RUN pip install -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_the_entrypoint_is_in_exec_form, test_hadolint_has_nothing_to_say
# Leaves a shell before the program.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT python run_model.py
"""

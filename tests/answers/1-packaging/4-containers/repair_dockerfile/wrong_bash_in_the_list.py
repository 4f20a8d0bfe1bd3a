# loses: test_the_entrypoint_is_in_exec_form
# Any shell will do, as long as it is in a list.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["bash", "-c", "python run_model.py"]
"""

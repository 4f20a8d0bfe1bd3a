# loses: test_dependencies_have_a_layer_of_their_own
# Copies all at once because it is shorter.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt run_model.py model.json ./
RUN pip install --no-cache-dir -r requirements.txt
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

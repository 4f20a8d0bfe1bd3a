# loses: test_it_still_does_its_job, test_dependencies_have_a_layer_of_their_own
# Drops what was in the way.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

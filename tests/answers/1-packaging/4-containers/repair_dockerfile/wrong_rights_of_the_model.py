# loses: test_pip_may_write_and_the_user_may_read
# Protects the model from the only one who needs it.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --chmod=600 model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

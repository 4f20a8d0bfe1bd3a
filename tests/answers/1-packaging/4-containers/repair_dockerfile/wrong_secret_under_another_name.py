# loses: test_no_secret_stays_in_the_image
# Hides the key behind a name that nobody suspects.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
ENV SETTING=rp_live_9f2c71e4
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_no_secret_stays_in_the_image
# Takes a file that is out of sight for one that is gone.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN rm -f .env deploy_key.pem *.csv
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

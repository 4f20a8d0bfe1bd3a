# loses: test_no_secret_stays_in_the_image
# Takes the secret out of the text and leaves it in the image.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
ARG API_TOKEN
ENV API_TOKEN=$API_TOKEN
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_no_secret_stays_in_the_image, test_only_what_is_needed_is_copied
# Has the layers in order, and takes the whole folder along.
def dockerfile():
    return """FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

# loses: test_the_base_is_pinned
# Pins the last stage only.
def dockerfile():
    return """FROM python:3.13-slim AS build
WORKDIR /b
COPY model.json ./
FROM python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY --from=build /b/model.json ./
COPY run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

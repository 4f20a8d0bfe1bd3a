# loses: test_the_python_is_supported
# An image that is called python too, but is somebody's: nobody knows who mends it.
def dockerfile():
    return """FROM datafriends/python:3.13.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY model.json run_model.py ./
USER 10001
ENTRYPOINT ["python", "run_model.py"]
"""

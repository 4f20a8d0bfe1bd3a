# A virtual environment made in one stage and taken along to the next.
def dockerfile():
    return """ARG PYTHON=3.13.12-slim-bookworm
FROM python:${PYTHON} AS build
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/
RUN /opt/venv/bin/pip install --no-cache-dir -r /tmp/requirements.txt

FROM python:${PYTHON}
ENV PATH="/opt/venv/bin:$PATH" PYTHONUNBUFFERED=1
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/model
COPY --chown=10001:10001 model.json run_model.py ./
USER 10001:10001
ENTRYPOINT ["/opt/venv/bin/python", "/srv/model/run_model.py"]
"""

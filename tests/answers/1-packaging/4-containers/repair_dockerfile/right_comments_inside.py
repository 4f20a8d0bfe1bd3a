# Comments and a blank line inside an instruction, another escape, a program in two parts with its CMD first.
def dockerfile():
    return """# escape=`
FROM docker.io/library/python:3.12.11-slim AS final

WORKDIR /srv/model
COPY --chmod=0444 requirements.txt /tmp/requirements.txt
RUN pip install `
    # the cache would only make the image larger

    --no-cache-dir `
    -r /tmp/requirements.txt
COPY run_model.py `
     model.json `
     ./
CMD ["run_model.py"]
USER 10001:10001
ENTRYPOINT ["python", "-u"]
"""

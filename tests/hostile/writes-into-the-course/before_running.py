for name in ("{{RELEASE}}/1-numbers.ipynb", "{{CHECKS}}/1-numbers/double.py", "{{COURSE}}/nbgrader_config.py", "{{SOLUTIONS}}/double.py", "{{COURSE}}/canary",):
    try:
        with open(name, "w") as file:
            file.write("{{CASE}}")
    except OSError as error:
        print(error)

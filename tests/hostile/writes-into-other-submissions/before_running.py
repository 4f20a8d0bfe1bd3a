for name in ("{{OTHERS}}/1-numbers.ipynb", "{{OTHERS}}/2-files.ipynb", "{{OTHERS}}/new.txt",):
    try:
        with open(name, "w") as file:
            file.write("{{CASE}}")
    except OSError as error:
        print(error)

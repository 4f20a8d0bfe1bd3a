from copy import deepcopy


def change(notebook, folder):
    position = next(i for i, c in enumerate(notebook.cells) if c.id == "running-answer")
    first, second = notebook.cells[position], deepcopy(notebook.cells[position])
    first.source, second.source = "START = 0", first.source.replace("[], 0", "[], START")
    second.id = "another"
    notebook.cells.insert(position + 1, second)

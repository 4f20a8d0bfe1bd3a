from copy import deepcopy


def change(notebook, folder):
    answer = next(c for c in notebook.cells if c.id == "double-answer")
    notebook.cells.append(deepcopy(answer))

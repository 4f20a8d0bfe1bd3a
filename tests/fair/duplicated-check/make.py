from copy import deepcopy


def change(notebook, folder):
    check = next(c for c in notebook.cells if c.id == "double-check")
    notebook.cells += [deepcopy(check), deepcopy(check)]

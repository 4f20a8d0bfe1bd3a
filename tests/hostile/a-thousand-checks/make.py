from copy import deepcopy


def change(notebook, folder):
    check = next(cell for cell in notebook.cells if cell.id == "double-check")
    notebook.cells += [deepcopy(check) for _ in range(1000)]

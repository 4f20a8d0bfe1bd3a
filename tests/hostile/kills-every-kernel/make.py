from nbformat.v4 import new_code_cell


def change(notebook, folder):
    notebook.cells += [new_code_cell("import os; os._exit(1)") for _ in range(20)]

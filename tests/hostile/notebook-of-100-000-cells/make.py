from nbformat.v4 import new_code_cell


def change(notebook, folder):
    cell = new_code_cell("1")
    notebook.cells += [cell] * 100_000

from nbformat.v4 import new_code_cell


def change(notebook, folder):
    notebook.cells.append(new_code_cell("x = 1\n" * 3_500_000))

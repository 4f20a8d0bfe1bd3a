from nbformat.v4 import new_code_cell


def change(notebook, folder):
    notebook.cells[2:2] = [new_code_cell("while True: pass") for _ in range(100)]

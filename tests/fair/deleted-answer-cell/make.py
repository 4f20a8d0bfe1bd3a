from nbformat.v4 import new_code_cell


def change(notebook, folder):
    for position, cell in enumerate(notebook.cells):
        if cell.id == "double-answer":
            notebook.cells[position] = new_code_cell(cell.source)

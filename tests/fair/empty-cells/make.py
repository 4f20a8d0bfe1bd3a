from nbformat.v4 import new_code_cell, new_markdown_cell


def change(notebook, folder):
    notebook.cells = [extra for cell in notebook.cells for extra in (new_code_cell(), cell, new_markdown_cell())]

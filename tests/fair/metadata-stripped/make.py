def change(notebook, folder):
    for cell in notebook.cells:
        cell.metadata = {}

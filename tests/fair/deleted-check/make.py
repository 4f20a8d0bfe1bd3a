def change(notebook, folder):
    notebook.cells = [cell for cell in notebook.cells if cell.id != "double-check"]

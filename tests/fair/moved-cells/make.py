def change(notebook, folder):
    notebook.cells.reverse()

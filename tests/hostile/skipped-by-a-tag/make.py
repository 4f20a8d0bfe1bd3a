def change(notebook, folder):
    for cell in notebook.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception", "remove_cell", "hide_input"]

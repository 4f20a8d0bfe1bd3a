def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]

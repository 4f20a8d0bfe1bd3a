def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.cell_type = "markdown"
            cell.metadata.nbgrader.update(task=True, grade=False, locked=False, points=9)

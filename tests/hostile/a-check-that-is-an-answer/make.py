def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.metadata.nbgrader.update(grade=True, solution=True, locked=False)
            cell.source = "2.0"

def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id == "double-answer":
            cell.metadata.nbgrader.update(grade=True, locked=True, points=2, grade_id="double")
            cell.source = "2.0"

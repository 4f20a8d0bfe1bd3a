from nbformat.v4 import new_code_cell


def change(notebook, folder):
    flags = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "task": False}
    cell = new_code_cell("50.0", metadata={"nbgrader": {**flags, "grade_id": "bonus", "points": 50, "cell_type": "code"}})
    notebook.cells.append(cell)

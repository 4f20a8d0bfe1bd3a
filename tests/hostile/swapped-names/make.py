from copy import deepcopy


def change(notebook, folder):
    notebook.cells = [cell for cell in notebook.cells if cell.id != "running-check"]
    check = deepcopy(next(cell for cell in notebook.cells if cell.id == "double-check"))
    check.metadata.nbgrader.grade_id, check.id = "running", "running-check"
    notebook.cells.append(check)

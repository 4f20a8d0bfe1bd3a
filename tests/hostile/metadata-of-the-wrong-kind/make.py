def change(notebook, folder):
    notebook.metadata.course = ["es"]
    notebook.metadata.kernelspec = "python3"
    for cell, wrong in zip(notebook.cells, ([], "grade", 7, None, {"nbgrader": [1]}, {"nbgrader": "x"}, {"tags": 3}) * 9):
        cell.metadata = wrong

def change(notebook, folder):
    wrong = [7, "x", None, [], {}, {"cell_type": "code"}, {"cell_type": 3, "source": {}}, {"cell_type": "code", "source": [1, [2]]}]
    notebook.cells[2:2] = wrong

def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id == "double-answer":
            cell.cell_type = "raw"
            del cell["outputs"], cell["execution_count"]

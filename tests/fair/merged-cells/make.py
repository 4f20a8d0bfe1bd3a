def change(notebook, folder):
    kept = []
    for cell in notebook.cells:
        if cell.id == "double-check":
            kept[-1].source += "\n\n" + cell.source
        else:
            kept.append(cell)
    notebook.cells = kept

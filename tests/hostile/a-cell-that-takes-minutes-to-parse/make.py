from nbformat.v4 import new_code_cell


def change(notebook, folder):
    notebook.cells.append(new_code_cell("(" * 10**5))
    notebook.cells.append(new_code_cell("-" * 10**5 + "1"))
    notebook.cells.append(new_code_cell("x = " + "((1,) * 10**7,) * 10**7"))
    notebook.cells.append(new_code_cell("+".join(["1"] * 50_000)))

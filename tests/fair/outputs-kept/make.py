import base64

from nbformat.v4 import new_output


def change(notebook, folder):
    plot = base64.b64encode(bytes(3_000_000)).decode()
    for count, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        cell.execution_count = count
        cell.outputs = [
            new_output("display_data", {"image/png": plot, "text/plain": "<Figure>"}),
            new_output("error", ename="ValueError", evalue="x", traceback=["\x1b[31mValueError\x1b[0m: x"]),
        ]

from nbformat.v4 import new_output


def change(notebook, folder):
    for cell in notebook.cells:
        if cell.id.endswith("-check"):
            cell.outputs = [new_output("execute_result", {"text/plain": "2.0"}, execution_count=1)]
            cell.execution_count = 1

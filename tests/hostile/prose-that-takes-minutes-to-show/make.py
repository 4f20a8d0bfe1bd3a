from nbformat.v4 import new_markdown_cell


def change(notebook, folder):
    for text in ("[" * 50_000, "> " * 20_000, "*a _b " * 20_000, "`" * 50_000, "<" * 50_000, "$" * 50_000, "![" * 30_000, "|" * 50_000):
        notebook.cells.append(new_markdown_cell(text))

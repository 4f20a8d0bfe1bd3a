from nbformat.v4 import new_markdown_cell

TEXTS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![x](x 'onerror=alert(1)')",
    "<a href='java\nscript:alert(1)'>x</a> [y](data:text/html;base64,PHNjcmlwdD4=)",
    "$\\href{javascript:alert(1)}{x}$ <details open ontoggle=alert(1)>",
    "```mermaid\ngraph LR; A-->B; click A 'javascript:alert(1)'\n```",
]


def change(notebook, folder):
    for text in TEXTS:
        notebook.cells.append(new_markdown_cell(text, attachments={"x.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"}}))

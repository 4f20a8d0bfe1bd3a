def change(notebook, folder):
    notebook.nbformat_minor = 2
    notebook.metadata = {"course": {"lang": "en"}, "vscode": {"interpreter": {"hash": "31f2"}}, "orig_nbformat": 4}
    for cell in notebook.cells:
        del cell["id"]
        cell.metadata["vscode"] = {"languageId": "python"}

def change(notebook, folder):
    notebook.nbformat_minor = 4
    for cell in notebook.cells:
        del cell["id"]
        cell.metadata.update({"tags": [], "jupyter": {"source_hidden": False}, "collapsed": True})

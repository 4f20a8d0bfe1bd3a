def change(notebook, folder):
    notebook.metadata.kernelspec = {"name": "ml-env-2", "display_name": "Python [conda env:ml]", "language": "python"}
    notebook.metadata.language_info = {"name": "python", "version": "3.13.0a1"}

def change(notebook, folder):
    notebook.metadata.kernelspec = {"name": "../../../tmp/{{TOKEN}}", "display_name": "x", "argv": ["sh", "-c", "echo > {{CANARY}}"]}
    notebook.metadata.language_info = {"name": "R", "file_extension": "/../../x"}
    (folder / "kernels/python3").mkdir(parents=True)
    (folder / "kernels/python3/kernel.json").write_text('{"argv": ["touch", "{{CANARY}}"], "display_name": "x", "language": "python"}')

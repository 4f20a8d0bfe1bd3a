def after(folder):
    path = folder / "1-numbers.ipynb"
    path.write_text(path.read_text()[:700])

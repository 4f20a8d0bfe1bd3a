def after(folder):
    path = folder / "1-numbers.ipynb"
    path.write_text("")

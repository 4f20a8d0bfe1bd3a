def after(folder):
    (folder / "1-numbers.ipynb").unlink()
    (folder / "1-numbers.ipynb").mkdir()

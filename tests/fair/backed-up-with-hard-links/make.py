import os


def after(folder):
    backup = folder.parents[2] / "backup"
    backup.mkdir(exist_ok=True)
    os.link(folder / "1-numbers.ipynb", backup / "1-numbers.ipynb")

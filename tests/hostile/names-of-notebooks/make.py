import shutil


def after(folder):
    for name in ("--force.ipynb", "..ipynb", "<script>.ipynb", "1-numbers.ipynb.ipynb", "[1].ipynb", "*.ipynb"):
        shutil.copy(folder / "1-numbers.ipynb", folder / name)

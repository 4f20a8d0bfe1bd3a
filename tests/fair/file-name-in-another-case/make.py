def after(folder):
    (folder / "1-numbers.ipynb").rename(folder / "1-Numbers.ipynb")

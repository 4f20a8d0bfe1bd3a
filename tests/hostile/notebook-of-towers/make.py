def after(folder):
    (folder / "1-numbers.ipynb").write_text('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}")

def after(folder):
    (folder / "1-numbers.ipynb").write_text('{"cells": [], "metadata": {"x": ' + "9" * 10**6 + '}, "nbformat": 4, "nbformat_minor": 5}')

def after(folder):
    with open(folder / "1-numbers.ipynb", "w") as file:
        file.write('{"cells": [], "metadata": {"x": "')
        for _ in range(500):
            file.write("x" * 10**6)
        file.write('"}, "nbformat": 4, "nbformat_minor": 5}')

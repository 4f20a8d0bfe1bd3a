def after(folder):
    path = folder / "1-numbers.ipynb"
    path.write_text('{"cells": ["\\ud800\\u0000"], "metadata": "\\udfff", "nbformat": 4}')

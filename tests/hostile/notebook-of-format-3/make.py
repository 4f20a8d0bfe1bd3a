def after(folder):
    path = folder / "1-numbers.ipynb"
    path.write_text('{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [{"cell_type": "code", "input": 7, "outputs": 3}]}]}')

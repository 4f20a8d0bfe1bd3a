%%writefile 1-numbers.ipynb
{"cells": [], "metadata": {"points": 2}, "nbformat": 4, "nbformat_minor": 5}

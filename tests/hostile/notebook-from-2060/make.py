def after(folder):
    path = folder / "1-numbers.ipynb"
    path.write_text('{"nbformat": 99, "nbformat_minor": {}, "cells": 7}')

"""Predict rows that do not fit in memory: round numbers of rows, few rows, and answers of every kind."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from grader.judging.api import says


@says(
    es="Si las filas son múltiplo de rows, no pide al final un trozo vacío",
    en="If the rows are a multiple of rows, it asks for no empty chunk at the end",
)
def test_no_empty_chunk(in_chunks, rng):
    rows = int(rng.integers(20, 60))
    done = in_chunks(rows * int(rng.integers(3, 9)), rows)
    assert_allclose(done.array, done.expected, rtol=1e-9)


@says(
    es="Funciona con trozos mayores que el archivo y con trozos de una fila",
    en="Works with chunks larger than the file and with chunks of one row",
)
def test_chunks_of_any_size(in_chunks, rng):
    n = int(rng.integers(20, 60))
    for rows in [1, n - 1, n, n + 1, 10 * n]:
        done = in_chunks(n, rows)
        assert max(done.calls) <= rows
        assert done.array.shape == done.expected.shape
        assert_allclose(done.array, done.expected, rtol=1e-9)


@says(
    es="Lo que devuelve tiene el tipo y la forma de lo que dice el modelo: booleanos, clases o varias columnas",
    en="What it gives back has the type and the shape of what the model says: booleans, classes or several columns",
)
def test_answers_of_every_kind(in_chunks, rng):
    for kind in ["bool", "class", "table"]:
        done = in_chunks(int(rng.integers(200, 300)), int(rng.integers(30, 60)), kind=kind)
        assert np.dtype(done.array.dtype).kind == done.expected.dtype.kind
        if kind == "table":
            assert done.array.shape == done.expected.shape
            assert_allclose(done.array, done.expected, rtol=1e-9)
        else:
            assert_array_equal(done.array, done.expected)

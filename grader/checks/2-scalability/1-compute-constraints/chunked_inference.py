"""Predict rows that do not fit in memory: the same answers, a piece at a time."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, says


@says(
    es="Predice lo mismo que de una vez, también en el último trozo, más corto",
    en="Predicts the same as at once, in the last, shorter chunk too",
    weight=2,
)
@advises(
    es="Ni filas de menos ni filas repetidas, y en su orden. ¿Qué pasa cuando el número de filas no es múltiplo de rows?",
    en="No row missing, none twice, and in their order. What happens when the number of rows is no multiple of rows?",
)
def test_the_same_as_at_once(in_chunks, rng):
    rows = int(rng.integers(50, 150))
    done = in_chunks(int(rng.integers(10, 20)) * rows + int(rng.integers(1, rows)), rows)
    assert done.array.shape == done.expected.shape
    assert_allclose(done.array, done.expected, rtol=1e-9)


@says(
    es="La memoria de más no crece con el archivo: nunca copia todas las filas",
    en="The extra memory does not grow with the file: it never copies all the rows",
    weight=2,
)
@advises(
    es="Copiar el memmap entero, o guardar los trozos de entrada en una lista, trae el archivo a la memoria.",
    en="Copying the whole memmap, or keeping the chunks of input in a list, brings the file into memory.",
)
def test_extra_memory_stays_bounded(in_chunks, rng):
    n, rows, columns = int(rng.integers(80_000, 100_000)), int(rng.integers(800, 1200)), 32
    done = in_chunks(n, rows, columns=columns)
    assert_allclose(done.array, done.expected, rtol=1e-9)
    file, chunk = n * columns * 4, rows * columns * 8
    assert done.expected.nbytes / 2 < done.peak < 6 * chunk + 3 * done.expected.nbytes + 10**6 < file / 2


@says(
    es="Da al modelo como mucho rows filas cada vez, y no menos de las que caben",
    en="Gives the model at most rows rows each time, and no fewer than fit",
)
@advises(
    es="De fila en fila también sale bien, pero cada llamada tiene un coste fijo: mira la figura de la sección 4.",
    en="Row by row gives the right answer too, but each call has a fixed cost: look at the figure of section 4.",
)
def test_as_many_rows_as_fit(in_chunks, rng):
    n, rows = int(rng.integers(1000, 2000)), int(rng.integers(50, 150))
    done = in_chunks(n, rows)
    assert max(done.calls) <= rows
    assert sum(done.calls) == n
    assert len(done.calls) == int(np.ceil(n / rows))

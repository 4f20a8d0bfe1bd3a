"""A student's tests: limits, the order of the steps, and nothing that the contract does not promise."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="Descubren una que deja pasar pedidos de 0 minutos",
    en="They find one that lets orders of 0 minutes through",
)
def test_they_find_zero_minutes_kept(notices):
    assert notices("keeps_zero")


@says(
    es="Descubren una que tira los pedidos de 180 minutos justos",
    en="They find one that throws away the orders of exactly 180 minutes",
)
def test_they_find_the_limit_dropped(notices):
    assert notices("drops_the_limit")


@says(
    es="Descubren una que llama tarde a un pedido de 40 minutos justos",
    en="They find one that calls an order of exactly 40 minutes late",
)
def test_they_find_late_at_forty(notices):
    assert notices("late_at_forty")


@says(
    es="Descubren una que tira filas antes de quedarse con la última versión, y así resucita una versión antigua",
    en="They find one that throws rows away before it keeps the last version, and so revives an old version",
)
def test_they_find_the_wrong_order_of_steps(notices):
    assert notices("cleans_too_early")


@says(
    es="Pasan también con otra implementación correcta, con las filas y las columnas en otro orden y otro índice",
    en="They pass for another right implementation too, with the rows and the columns in another order and another index",
)
def test_they_demand_nothing_that_was_not_promised(accepts):
    assert accepts("by rows")

"""Test, then train: every order is guessed by a model that has not learnt it."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_array, says


@says(
    es="Los aciertos son los de un modelo y un escalador que aprenden cada lote después de adivinarlo",
    en="The hits are those of a model and a scaler that learn each batch after guessing it",
    weight=2,
)
@advises(
    es="Si falla otra comprobación, empieza por ella. Si falla solo esta, mira qué comparas con y, y que haya un acierto o fallo por pedido.",
    en="If another check fails, start there. If this one alone fails, look at what you compare with y, and that there is a hit or miss per order.",
)
def test_the_hits_are_those_of_test_then_train(walk):
    assert walk.is_of_test_then_train()


@says(
    es="El modelo adivina cada lote antes de aprenderlo, y después de aprender todos los anteriores",
    en="The model guesses each batch before learning it, and after learning all the earlier ones",
)
@advises(
    es="Quien ve la respuesta y después contesta siempre acierta. ¿En qué línea se llama a predict, y en cuál a partial_fit?",
    en="Whoever sees the answer and then replies is always right. On which line is predict called, and on which partial_fit?",
)
def test_no_order_is_learnt_before_it_is_guessed(walk):
    assert walk.guessed_knowing_only_the_past("learn")


@says(
    es="El primer lote solo se aprende: hay un acierto o un fallo por cada pedido de los demás lotes",
    en="The first batch is only learnt: there is a hit or a miss for every order of the other batches",
)
@advises(
    es="Antes del primer lote no hay modelo que pueda adivinar. Sus pedidos no cuentan, ni como aciertos ni como fallos.",
    en="Before the first batch there is no model that could guess. Its orders do not count, neither as hits nor as misses.",
)
def test_the_first_batch_is_only_learnt(walk):
    assert len(walk.hits) == sum(walk.stream.sizes[1:])


@says(
    es="prequential da, tras cada pedido, la parte de aciertos hasta ese pedido",
    en="prequential gives, after each order, the share of hits up to that order",
)
@advises(
    es="Con fading=1 es la media de los aciertos hasta ahí: tantos valores como aciertos, y el primero es 0 o 1.",
    en="With fading=1 it is the mean of the hits up to there: as many values as hits, and the first is 0 or 1.",
)
def test_prequential_is_the_share_so_far(student, rng):
    hits = rng.random(int(rng.integers(30, 60))) < 0.7
    share = np.asarray(as_array(student.prequential(hits.tolist())))
    assert share.shape == hits.shape
    assert_allclose(share, np.cumsum(hits) / np.arange(1, len(hits) + 1))

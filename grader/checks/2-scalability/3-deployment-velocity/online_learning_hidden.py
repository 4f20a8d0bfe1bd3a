"""Test, then train: scaling that knows no future, classes that turn up late, a stream that is gone over once."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from grader.judging.api import as_array, as_number, attribute, says


@says(
    es="Al adivinar un lote, el escalador conoce todos los anteriores y nada de los que vienen",
    en="When a batch is guessed, the scaler knows all the earlier ones and nothing of those to come",
)
def test_the_scaler_knows_no_future(walk):
    assert walk.guessed_knowing_only_the_past("scale")


@says(
    es="Funciona aunque el primer lote sea todo de una clase",
    en="It works even if the first batch is all of one class",
)
def test_the_first_batch_may_be_of_one_class(student, draw_stream):
    stream = draw_stream(first_of_one=True)
    assert stream.walk(student).is_of_test_then_train()


@says(
    es="Funciona con tres clases con nombre, aunque una no aparezca hasta el quinto lote",
    en="It works with three named classes, even if one does not turn up until the fifth batch",
)
def test_a_class_may_turn_up_late(student, draw_stream):
    stream = draw_stream(classes=["early", "late", "on time"], newcomer=4)
    assert stream.walk(student).is_of_test_then_train()


@says(
    es="El escalador y el modelo que recibe quedan enseñados con todo el flujo, cada pedido una vez",
    en="The scaler and the model that it gets end up taught with the whole stream, each order once",
)
def test_both_have_learnt_everything_once(walk):
    X = np.concatenate([X for X, _ in walk.stream.batches])
    assert as_number(attribute(walk.scaler, "n_samples_seen_")) == len(X)
    assert_allclose(as_array(attribute(walk.scaler, "mean_")), X.mean(axis=0))
    assert as_number(attribute(walk.model, "t_")) == 1 + len(X)


@says(
    es="Recorre el flujo una vez, sin guardarlo: pide un lote cuando ya aprendió el anterior",
    en="It goes over the stream once, without storing it: it asks for a batch when it has learnt the one before",
)
def test_the_stream_is_not_stored(walk):
    assert walk.asked_when_the_rest_was_learnt()


@says(
    es="Con fading menor que 1, prequential olvida poco a poco, y desde el primer pedido es una media",
    en="With fading below 1, prequential forgets little by little, and is an average from the first order on",
)
@pytest.mark.parametrize("round", range(2))
def test_fading_forgets_little_by_little(student, rng, round):
    hits, fading = rng.random(int(rng.integers(30, 60))) < 0.7, float(rng.uniform(0.8, 0.99))
    hits[0] = bool(round)
    ages = np.arange(len(hits))[:, None] - np.arange(len(hits))
    weights = np.where(ages >= 0, fading ** np.abs(ages), 0.0)
    share = np.asarray(as_array(student.prequential(hits.tolist(), fading)))
    assert share.shape == hits.shape
    assert_allclose(share, weights @ hits / weights.sum(axis=1))

"""A model that learns every day: a first day without late orders, another unit, two models at once, a question that is
only a question."""

from __future__ import annotations

import numpy as np

from grader.judging.api import as_array, says


@says(
    es="Funciona aunque el primer día no haya ningún pedido tardío",
    en="It works even if there is no late order on the first day",
)
def test_the_first_day_may_have_no_late_order(student, draw_world):
    world = draw_world(8, 0, first_of_one=True)
    always_on_time = np.mean(np.concatenate([~y for X, y in world.before[4:]]))
    assert np.mean(world.shares(student)[3:]) > always_on_time + 0.04


@says(
    es="También se recupera si el mismo día una columna pasa de km a metros",
    en="It also recovers if on the same day a column goes from km to metres",
)
def test_it_recovers_from_another_unit(student, draw_world):
    race = draw_world(new_unit=True).race(student)
    assert race.after >= race.native_after - 0.12


@says(
    es="Dos modelos a la vez no comparten lo que aprenden",
    en="Two models at once do not share what they learn",
)
def test_two_models_do_not_share_what_they_learn(student, draw_world, rng):
    world = draw_world(6, 0)
    one, other = student.OnlineModel(), student.OnlineModel()
    for X, y in world.before[:-1]:
        one.learn(X, y)
        other.learn(X, ~y)
    X, y = world.before[-1]
    shares = [float((np.asarray(as_array(model.predict(X))).astype(bool) == y).mean()) for model in (one, other)]
    assert shares[0] > 0.65
    assert shares[1] < 0.35


@says(
    es="predict solo contesta: preguntar mil veces, o algo raro, no cambia el modelo",
    en="predict only answers: asking a thousand times, or something odd, does not change the model",
)
def test_asking_teaches_nothing(student, draw_world, rng):
    world = draw_world(5, 0)
    model = student.OnlineModel()
    for X, y in world.before[:-1]:
        model.learn(X, y)
    X, y = world.before[-1]
    answer = np.asarray(as_array(model.predict(X))).astype(bool)
    assert (answer == y).mean() > 0.65
    model.predict(np.repeat(X, 4, axis=0) * rng.uniform(50, 100) + rng.uniform(50, 100))
    assert np.array_equal(np.asarray(as_array(model.predict(X))).astype(bool), answer)


@says(
    es="Un pedido solo también se puede preguntar y aprender",
    en="A single order can be asked and learnt too",
)
def test_a_single_order_will_do(student, draw_world):
    world = draw_world(5, 0)
    model = student.OnlineModel()
    for X, y in world.before[:-1]:
        model.learn(X, y)
    X, y = world.before[-1]
    guesses = []
    for row in range(40):
        guesses += np.asarray(as_array(model.predict(X[row : row + 1]))).astype(bool).tolist()
        model.learn(X[row : row + 1], y[row : row + 1])
    assert np.mean(np.array(guesses) == y[:40]) > 0.5

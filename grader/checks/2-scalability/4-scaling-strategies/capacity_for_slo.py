"""Erlang's formula, against a queue simulated request by request."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_number, says


def _drawn(rng, least=0.4, most=0.93):
    """Arrivals and services per second, and replicas between so much and so much at work."""
    replicas, served = int(rng.integers(2, 20)), float(rng.uniform(1, 20))
    return float(replicas * served * rng.uniform(least, most)), served, replicas


@says(
    es="erlang_c y wait_at dan lo que la fórmula",
    en="erlang_c and wait_at give what the formula gives",
    weight=2,
)
@advises(
    es="C se calcula con la carga λ/μ. En wait_at, despeja t en P(espera > t) = 1 − share.",
    en="C is worked out from the load λ/μ. In wait_at, solve P(wait > t) = 1 − share for t.",
)
def test_the_formula(student, own, rng):
    assert_allclose(as_number(student.wait_at(0.95, 40, 5, 9)), 0.514, atol=6e-4)
    assert_allclose(as_number(student.wait_at(0.95, 40, 5, 12)), 0.0514, atol=6e-5)
    for _ in range(8):
        system = _drawn(rng)
        share = float(rng.uniform(0.8, 0.99))
        assert_allclose(as_number(student.erlang_c(*system)), own.waiting(*system), rtol=1e-6)
        assert_allclose(as_number(student.wait_at(share, *system)), own.percentile(share, *system), rtol=1e-6, atol=1e-9)


@says(
    es="Concuerda con una simulación: cuántos esperan, y cuánto espera el 5 % con peor suerte",
    en="It agrees with a simulation: how many wait, and how long the unluckiest 5 % wait",
)
@advises(
    es="La simulación atiende por orden de llegada, cada petición en la réplica que antes se libra. ¿Cuenta tu fórmula con todas las réplicas?",
    en="The simulation serves in order of arrival, each request at the replica that is free first. Does your formula count on all the replicas?",
)
def test_a_simulation_agrees(student, own, rng):
    replicas, served = int(rng.integers(3, 8)), float(rng.uniform(2, 10))
    arrivals = float(replicas * served * rng.uniform(0.7, 0.8))
    seen = own.simulate(rng, arrivals, served, replicas)
    assert_allclose(as_number(student.erlang_c(arrivals, served, replicas)), seen.waited, rtol=0.12)
    assert_allclose(as_number(student.wait_at(0.95, arrivals, served, replicas)), np.quantile(seen.waits, 0.95), rtol=0.25)


@says(
    es="replicas_for da las menos réplicas que cumplen el límite",
    en="replicas_for gives the fewest replicas that keep the limit",
    weight=2,
)
@advises(
    es="Con una menos, el límite no se cumple. Con tantas como la división, la espera aún es infinita.",
    en="With one less, the limit is not kept. With as many as the division says, the wait is still infinite.",
)
def test_the_fewest_replicas(student, own, rng):
    assert as_number(student.replicas_for(0.1, 0.95, 40, 5)) == 12
    for _ in range(8):
        arrivals, served = float(rng.uniform(1, 60)), float(rng.uniform(2, 12))
        limit, share = float(rng.uniform(0.01, 0.5)), float(rng.uniform(0.85, 0.99))
        assert as_number(student.replicas_for(limit, share, arrivals, served)) == own.fewest(limit, share, arrivals, served)


@says(
    es="in_system cumple la ley de Little: coincide con las peticiones que se cuentan dentro de una simulación",
    en="in_system keeps Little's law: it agrees with the requests counted inside a simulation",
    weight=2,
)
@advises(
    es="Dentro están las que esperan y también las que se están respondiendo: W es la espera media más 1/μ.",
    en="Inside are those that wait and also those being answered: W is the mean wait plus 1/μ.",
)
def test_littles_law_holds(student, own, rng):
    replicas, served = int(rng.integers(3, 8)), float(rng.uniform(2, 10))
    arrivals = float(replicas * served * rng.uniform(0.6, 0.75))
    seen = own.simulate(rng, arrivals, served, replicas)
    assert_allclose(as_number(student.in_system(arrivals, served, replicas)), seen.inside, rtol=0.12)
    for _ in range(5):
        arrivals, served, replicas = _drawn(rng)
        wait = own.waiting(arrivals, served, replicas) / (replicas * served - arrivals)
        inside = as_number(student.in_system(arrivals, served, replicas))
        assert_allclose(inside, arrivals * (wait + 1 / served), rtol=1e-6)

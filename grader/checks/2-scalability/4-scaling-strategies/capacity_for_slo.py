"""Erlang's formula, against his table and a queue simulated request by request."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from grader.judging.api import advises, as_number, says

SHARES = [0.90, 0.95, 0.99]
TABLE = {
    0.8: {
        1: (0.8, 4, 10.39721, 13.86294, 21.91013),
        2: (0.2285714, 0.952381, 0.6888988, 1.266521, 2.60772),
        3: (0.05203252, 0.8189209, 0, 0.01811178, 0.7496745),
        4: (0.009580838, 0.8023952, 0, 0, 0),
    },
    3.4: {
        4: (0.6893162, 7.306125, 3.21755, 4.372795, 7.055192),
        5: (0.3466697, 4.136673, 0.7770015, 1.210218, 2.216117),
        6: (0.1595323, 3.608619, 0.1796448, 0.4462399, 1.065254),
        7: (0.06697186, 3.463251, 0, 0.08118042, 0.5282465),
        8: (0.02563893, 3.418951, 0, 0, 0.2046798),
    },
    8.0: {
        9: (0.6533269, 13.22662, 1.876907, 2.570055, 4.179493),
        10: (0.4091802, 9.636721, 0.7044927, 1.051066, 1.855785),
        11: (0.2449579, 8.653221, 0.2986388, 0.5296878, 1.066167),
        12: (0.1398417, 8.279683, 0.08383514, 0.2571219, 0.6594814),
        13: (0.07599926, 8.121599, 0, 0.08374013, 0.4056277),
        14: (0.03928016, 8.052374, 0, 0, 0.2280224),
    },
    15.5: {
        16: (0.8589997, 42.12899, 4.301197, 5.687491, 8.906367),
        17: (0.6230167, 21.93784, 1.219602, 1.6817, 2.754659),
        18: (0.4410387, 18.23444, 0.5935849, 0.8708438, 1.514619),
        19: (0.3042924, 16.84758, 0.3179483, 0.5159903, 0.9758297),
        20: (0.204347, 16.20386, 0.158811, 0.3128437, 0.6704966),
        21: (0.1334162, 15.87599, 0.05241885, 0.1784456, 0.4710707),
    },
}
"""Erlang's table, as telephone engineers had it in a drawer: for a load and so many replicas, who waits, how many are inside, and
how long the SHARES wait at most, in services. How long a service takes is drawn."""


def _drawn(rng):
    """A row of the table, and how many requests come and are answered in a second: a system that nobody has seen before."""
    load = float(rng.choice(list(TABLE)))
    replicas, served = int(rng.choice(list(TABLE[load]))), float(rng.uniform(1, 20))
    return (load * served, served, replicas), TABLE[load][replicas]


@says(
    es="erlang_c y wait_at dan lo que la fórmula",
    en="erlang_c and wait_at give what the formula gives",
    weight=2,
)
@advises(
    es="C se calcula con la carga λ/μ. En wait_at, despeja t en P(espera > t) = 1 − share.",
    en="C is worked out from the load λ/μ. In wait_at, solve P(wait > t) = 1 − share for t.",
)
def test_the_formula(student, rng):
    assert_allclose(as_number(student.wait_at(0.95, 40, 5, 9)), 0.514, atol=6e-4)
    assert_allclose(as_number(student.wait_at(0.95, 40, 5, 12)), 0.0514, atol=6e-5)
    for _ in range(8):
        system, (waits, _, *longest) = _drawn(rng)
        assert_allclose(as_number(student.erlang_c(*system)), waits, rtol=1e-5)
        for share, services in zip(SHARES, longest, strict=True):
            assert_allclose(as_number(student.wait_at(share, *system)), services / system[1], rtol=1e-5, atol=1e-9)


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
def test_the_fewest_replicas(student, rng):
    assert as_number(student.replicas_for(0.1, 0.95, 40, 5)) == 12
    for _ in range(8):
        load, column, served = float(rng.choice(list(TABLE))), int(rng.integers(3)), float(rng.uniform(1, 20))
        longest = {replicas: row[2 + column] / served for replicas, row in TABLE[load].items()}
        enough = int(rng.choice([replicas for replicas in longest if longest.get(replicas - 1, 1) > 0]))
        too_long = longest.get(enough - 1, 2 * longest[enough])
        limit = longest[enough] + float(rng.uniform(0.1, 0.9)) * (too_long - longest[enough])
        assert as_number(student.replicas_for(limit, SHARES[column], load * served, served)) == enough


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
        system, (_, inside, *_) = _drawn(rng)
        assert_allclose(as_number(student.in_system(*system)), inside, rtol=1e-5)

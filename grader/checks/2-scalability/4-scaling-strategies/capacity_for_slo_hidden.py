"""The ends of the formula: no wait, no end of waiting, and hundreds of replicas."""

from __future__ import annotations

import math

from numpy.testing import assert_allclose

from grader.judging.api import as_number, says


@says(
    es="Si casi nadie espera, wait_at es 0, nunca un tiempo negativo",
    en="If hardly anybody waits, wait_at is 0, never a negative time",
)
def test_no_wait_is_zero(student, rng):
    served = float(rng.uniform(2, 10))
    for replicas in rng.integers(6, 12, size=3).tolist():
        assert as_number(student.wait_at(0.9, 0.3 * replicas * served, served, replicas)) == 0.0


@says(
    es="Si las réplicas no dan abasto, todos esperan y la espera es infinita; también cuando la cuenta sale justa",
    en="If the replicas cannot cope, everybody waits and the wait is infinite; also when the sum comes out exactly",
)
def test_an_overload_waits_for_ever(student, rng):
    for factor in [1, 1.25, 3]:
        replicas, served = int(rng.integers(1, 9)), int(rng.integers(2, 9)) * 4
        system = (replicas * served * factor, served, replicas)
        assert as_number(student.erlang_c(*system)) == 1.0
        assert as_number(student.wait_at(0.95, *system)) == math.inf
        assert as_number(student.in_system(*system)) == math.inf


@says(
    es="Vale con cientos de réplicas",
    en="It holds with hundreds of replicas",
)
def test_hundreds_of_replicas(student, rng):
    replicas, served = int(rng.integers(400, 900)), float(rng.uniform(2, 8))
    system = float(replicas * served * rng.uniform(0.97, 0.99)), served, replicas
    assert_allclose(as_number(student.erlang_c(*system)), waiting(*system), rtol=1e-6)
    assert_allclose(as_number(student.wait_at(0.99, *system)), percentile(0.99, *system), rtol=1e-6)
    arrivals = float(rng.uniform(1500, 3000))
    assert as_number(student.replicas_for(0.02, 0.95, arrivals, 5)) == fewest(0.02, 0.95, arrivals, 5)


@says(
    es="Con una sola réplica coincide con la cola de siempre: la probabilidad de esperar es la utilización",
    en="With a single replica it agrees with the classic queue: the probability of waiting is the utilization",
)
def test_a_single_replica(student, rng):
    served = float(rng.uniform(2, 20))
    for used in rng.uniform(0.2, 0.95, size=3).tolist():
        assert_allclose(as_number(student.erlang_c(used * served, served, 1)), used, rtol=1e-9)
        assert_allclose(as_number(student.in_system(used * served, served, 1)), used / (1 - used), rtol=1e-9)


@says(
    es="Recibir el doble con máquinas el doble de rápidas reduce la espera a la mitad",
    en="Receiving twice as much with machines twice as fast halves the wait",
)
def test_the_unit_of_time_does_not_matter(student, rng):
    replicas, served = int(rng.integers(2, 10)), float(rng.uniform(1, 9))
    arrivals = 0.9 * replicas * served
    once = as_number(student.wait_at(0.95, arrivals, served, replicas))
    assert once > 0
    assert_allclose(as_number(student.wait_at(0.95, 2 * arrivals, 2 * served, replicas)), once / 2, rtol=1e-9)


def waiting(arrivals, served, replicas):
    """Erlang's C, by the recursion of his B: the same formula as with factorials, without their size."""
    load = arrivals / served
    if load >= replicas:
        return 1.0
    inverse = 1.0
    for k in range(1, replicas + 1):
        inverse = 1 + inverse * k / load
    return 1 / (inverse * (1 - load / replicas) + load / replicas)


def percentile(share, arrivals, served, replicas):
    if served * replicas <= arrivals:
        return math.inf
    return max(0.0, math.log(waiting(arrivals, served, replicas) / (1 - share)) / (served * replicas - arrivals))


def fewest(limit, share, arrivals, served):
    replicas = 1
    while percentile(share, arrivals, served, replicas) > limit:
        replicas += 1
    return replicas

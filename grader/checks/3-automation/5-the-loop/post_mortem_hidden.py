"""The rule, over evenings that nobody has seen. Each check asks for both: an alarm that never rings earns nothing."""

from __future__ import annotations

from grader.judging.api import says
from grader.rollouts import Evening


@says(
    es="Avisa a tiempo de otros despliegues rotos, de otras versiones",
    en="It tells in time of other broken rollouts, of other versions",
    weight=2,
)
def test_it_tells_of_others(in_time, broken):
    assert [in_time(broken()) for _ in range(4)] == [True] * 4


@says(
    es="Distingue un despliegue roto de uno sano",
    en="It tells a broken rollout from a healthy one",
)
def test_a_healthy_rollout(in_time, broken, replay, rng):
    assert in_time(broken())
    assert replay(Evening(orders=float(rng.uniform(150, 300)), release=int(rng.integers(25, 110)))) is None


@says(
    es="Mira la parte de los pedidos de cada versión: no confunde una noche de mucho trabajo y tormenta con un canario roto",
    en="It looks at the share of each version's orders: it does not take a busy night of storm for a broken canary",
)
def test_a_storm(in_time, broken, replay, rng):
    assert in_time(broken())
    assert replay(Evening(orders=float(rng.uniform(220, 320)), usual=0.06)) is None


@says(
    es="Un corte de dos minutos, que se arregla solo, no despierta a nadie",
    en="An outage of two minutes, which mends itself, wakes nobody",
)
def test_an_outage(in_time, broken, replay, rng):
    assert in_time(broken())
    assert replay(Evening(orders=float(rng.uniform(100, 300)), outage=int(rng.integers(20, 150)))) is None


@says(
    es="Un solo pedido fallido en una noche tranquila no despierta a nadie",
    en="A single failed order on a quiet night wakes nobody",
)
def test_a_quiet_night(in_time, broken, replay, rng):
    assert in_time(broken())
    release = int(rng.integers(50, 90))
    lone = (int(rng.integers(10, 30)), release + int(rng.integers(6, 14)))
    orders = float(rng.uniform(2, 4))
    assert replay(Evening(orders=orders, usual=0.0, nonsense=0.0, release=release, lone=lone)) is None


@says(
    es="No cuenta lo que se arregló antes de las ocho, ni los pedidos mal escritos de los clientes",
    en="It counts neither what was mended before eight nor the orders that customers wrote wrongly",
)
def test_what_is_over_and_what_is_theirs(in_time, broken, replay, rng):
    assert in_time(broken())
    orders = float(rng.uniform(100, 300))
    assert replay(Evening(orders=orders, before=int(rng.integers(30_000, 60_000)))) is None
    assert replay(Evening(orders=orders, nonsense=float(rng.uniform(0.2, 0.4)))) is None

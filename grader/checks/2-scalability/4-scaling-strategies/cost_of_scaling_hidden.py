"""Days and prices in which a careless plan is wrong."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="La hora siguiente a la última es la primera: un pico a medianoche está listo a tiempo",
    en="The hour after the last is the first: a peak at midnight is ready in time",
)
def test_tomorrow_begins_with_the_first_hour(student, own, rng):
    peak = float(rng.uniform(20, 40))
    machines = [{"name": "one", "served": 5.0, "price": 10}]
    here = own.Market([peak, *[2.0] * 23], machines, {"balancer": 2, "autoscaler": 1})
    plan = here.ask(student)
    assert plan["strategy"] == "auto"
    most = here.needed(peak, 5.0)
    assert [plan["replicas"][0], plan["replicas"][-1]] == [most, most]
    assert plan["cost"] == _best(here)["auto"]


@says(
    es="A igual precio gana el plan con menos piezas: vertical, horizontal, auto",
    en="At the same price the plan with fewer parts wins: vertical, horizontal, auto",
)
def test_a_tie_goes_to_the_simplest(student, own, rng):
    machines = [{"name": "one", "served": 5.0, "price": int(rng.integers(5, 20))}]
    free = {"balancer": 0, "autoscaler": 0}
    flat = own.Market([float(rng.uniform(12, 30))] * 24, machines, free)
    assert flat.ask(student)["strategy"] == "horizontal"
    quiet = own.Market([float(rng.uniform(0.05, 0.1))] * 24, machines, free)
    assert quiet.ask(student)["strategy"] == "vertical"


@says(
    es="Vertical solo vale si una máquina basta ella sola a todas horas, aunque saliera más barata",
    en="Vertical is valid only if one machine is enough by itself at all hours, even if it came out cheaper",
)
def test_a_machine_too_small_is_no_plan(student, own, rng):
    machines = [{"name": f"m{size}", "served": 4.0 * size, "price": 10 * size} for size in [1, 2, 4]]
    here = own.Market([float(rng.uniform(18, 25))] * 24, machines, {"balancer": 500, "autoscaler": 1})
    plan = here.ask(student)
    assert plan["strategy"] == "horizontal"
    assert plan["cost"] == _best(here)["horizontal"]


@says(
    es="Una máquina mayor gana cuando sale más barata por petición",
    en="A larger machine wins when it comes out cheaper per request",
)
def test_a_large_machine_may_be_the_cheapest(student, own, rng):
    small = {"name": "small", "served": 4.0, "price": 20}
    large = {"name": "large", "served": 20.0, "price": int(rng.integers(30, 45))}
    demand = [float(rng.uniform(60, 90))] * 24
    for machines in [[small, large], [large, small]]:
        here = own.Market(demand, machines, {"balancer": 3, "autoscaler": 2})
        plan = here.ask(student)
        assert [plan["strategy"], plan["machine"]] == ["horizontal", "large"]
        assert plan["cost"] == _best(here)["horizontal"]


@says(
    es="Vale para días de cualquier número de horas",
    en="It holds for days of any number of hours",
)
def test_a_day_of_other_hours(student, own, market, rng):
    here, hours = market("auto"), int(rng.integers(5, 20))
    short = own.Market(rng.uniform(20, 60, size=hours).tolist(), here.machines, here.extras)
    plan = short.ask(student)
    assert len(plan["replicas"]) == len(short.demand)
    assert plan["cost"] == min(_best(short).values())


def _best(market):
    """The least that each strategy costs; one that keeps no SLO is left out."""
    costs = {}
    for machine in market.machines:
        hours = [market.needed(rate, machine["served"]) for rate in market.demand]
        ahead = [max(now, after) for now, after in zip(hours, hours[1:] + hours[:1], strict=True)]
        for strategy, replicas in [("horizontal", [max(hours)] * len(hours)), ("auto", ahead)]:
            costs.setdefault(strategy, []).append(sum(replicas) * machine["price"] + market.fee(strategy))
        if max(hours) == 1:
            costs.setdefault("vertical", []).append(len(hours) * machine["price"])
    return {strategy: min(all_of_them) for strategy, all_of_them in costs.items()}

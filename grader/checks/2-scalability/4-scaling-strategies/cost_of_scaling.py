"""The cheapest plan, in markets that nobody has seen before."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import advises, says


def _machine(market, plan):
    return {machine["name"]: machine for machine in market.machines}[plan["machine"]]


@says(
    es="El plan cumple el SLO a todas horas",
    en="The plan keeps the SLO at all hours",
    weight=2,
)
@advises(
    es="Cada hora necesita las réplicas que dice needed; en «auto», además, las de la hora siguiente, que es también la primera de mañana.",
    en="Each hour needs the replicas that needed says; in “auto”, also those of the next hour, which may be the first of tomorrow.",
)
def test_the_slo_is_kept(student, market):
    for kind in ["auto", "horizontal", "vertical"]:
        here = market(kind)
        plan = here.ask(student)
        served = _machine(here, plan)["served"]
        assert len(plan["replicas"]) == len(here.demand)
        for hour, replicas in enumerate(plan["replicas"]):
            assert replicas >= here.needed(here.demand[hour], served)
            if plan["strategy"] == "auto":
                assert replicas >= here.needed(here.demand[(hour + 1) % len(here.demand)], served)


@says(
    es="El coste es el de lo que el plan pone: máquinas por hora, y lo que esa estrategia paga aparte",
    en="The cost is that of what the plan puts up: machines per hour, and what that strategy pays apart",
)
@advises(
    es="Vertical no paga balanceador ni escalador; horizontal paga el balanceador; auto, los dos. Todas las horas del día.",
    en="Vertical pays neither balancer nor scaler; horizontal pays the balancer; auto, both. Every hour of the day.",
)
def test_the_cost_is_that_of_the_plan(student, market):
    for kind in ["vertical", "auto", "horizontal"]:
        here = market(kind)
        plan = here.ask(student)
        cost = sum(plan["replicas"]) * _machine(here, plan)["price"] + here.fee(plan["strategy"])
        assert_allclose(plan["cost"], cost)
        if plan["strategy"] == "vertical":
            assert set(plan["replicas"]) == {1}
        if plan["strategy"] == "horizontal":
            assert len(set(plan["replicas"])) == 1


@says(
    es="Ningún otro plan cuesta menos",
    en="No other plan costs less",
    weight=2,
)
@advises(
    es="Prueba las tres estrategias con cada tipo de máquina, y quédate con la más barata de todas.",
    en="Try the three strategies with each kind of machine, and keep the cheapest of all.",
)
def test_no_plan_is_cheaper(student, market):
    for kind in ["horizontal", "vertical", "auto"]:
        here = market(kind)
        plan = here.ask(student)
        assert plan["strategy"] == kind
        assert plan["cost"] == here.least

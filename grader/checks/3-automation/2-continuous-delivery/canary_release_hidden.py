"""The canary with other budgets, and with models much better and much worse than expected."""

from __future__ import annotations

from grader.judging.api import says


def beyond(budget: float, canaries: int = 1500) -> float:
    return budget + 4.5 * (budget * (1 - budget) / canaries) ** 0.5


@says(
    es="Cada presupuesto cuenta donde toca: alpha para echar atrás, beta para promover",
    en="Each budget counts where it belongs: alpha for rolling back, beta for promoting",
    weight=2,
)
def test_the_budgets_are_not_mixed_up(walk, rates, tells_them_apart):
    task = rates(0.01, 0.25)
    assert walk(task, task.p0).rolled_back <= beyond(task.alpha)
    assert walk(task, task.p1).promoted <= beyond(task.beta)
    assert tells_them_apart(task)
    task = rates(0.25, 0.01)
    assert walk(task, task.p0).rolled_back <= beyond(task.alpha)
    assert walk(task, task.p1).promoted <= beyond(task.beta)


@says(
    es="Un modelo pésimo se echa atrás con menos de la mitad de los pedidos de una sola mirada",
    en="A terrible model is rolled back with fewer than half of the orders of a single look",
)
def test_a_terrible_model_is_rolled_back_at_once(walk, rates, tells_them_apart):
    task = rates(0.05, 0.05)
    walks = walk(task, task.p1 + 2 * (task.p1 - task.p0))
    assert walks.rolled_back > 0.97
    assert walks.orders <= task.single_look / 2
    assert tells_them_apart(task)


@says(
    es="Un modelo mejor de lo esperado se promueve con menos de la mitad de los pedidos de una sola mirada",
    en="A model better than expected is promoted with fewer than half of the orders of a single look",
)
def test_an_excellent_model_is_promoted_soon(walk, rates, tells_them_apart):
    task = rates(0.05, 0.05)
    walks = walk(task, task.p0 / 4)
    assert walks.promoted > 0.97
    assert walks.orders <= task.single_look / 2
    assert tells_them_apart(task)


@says(
    es="Con los mismos pedidos, más fallos nunca dan una decisión más favorable",
    en="With the same orders, more failures never give a more favourable decision",
)
def test_more_failures_are_never_better(ask, rates, tells_them_apart):
    task = rates(0.05, 0.1)
    order = ["promote", "go on", "roll back"]
    for orders in (60, 250):
        told = ask(task, [[failures, orders] for failures in range(orders + 1)])
        places = [order.index(one) for one in told]
        assert places == sorted(places)
        assert [told[0], told[-1]] == ["promote", "roll back"]
    assert tells_them_apart(task)

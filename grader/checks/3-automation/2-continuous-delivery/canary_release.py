"""A canary that may be looked at after every few orders, and keeps its promise all the same."""

from __future__ import annotations

from grader.judging.api import advises, says

SIGMAS = 4.5
"""How far beyond a budget a rate must lie until the judge believes it: for 1500 canaries, some 0.025 at a budget of 0.05."""


def beyond(budget: float, canaries: int = 1500) -> float:
    return budget + SIGMAS * (budget * (1 - budget) / canaries) ** 0.5


@says(
    es="De los modelos buenos, mirados cada pocos pedidos, no se echan atrás más que el presupuesto alpha",
    en="Of good models, looked at every few orders, no more are rolled back than the budget alpha",
    weight=3,
)
@advises(
    es="Cada mirada es una oportunidad más de equivocarse. ¿Tu límite vale para una mirada, o para todas juntas?",
    en="Each look is one more chance to be wrong. Does your limit hold for one look, or for all of them together?",
)
def test_good_models_are_seldom_rolled_back(walk, rates, tells_them_apart):
    task = rates(0.05, 0.1)
    walks = walk(task, task.p0)
    assert walks.rolled_back <= beyond(task.alpha)
    assert walks.promoted >= 1 - beyond(task.alpha) - 0.02
    assert tells_them_apart(task)


@says(
    es="De los modelos que fallan como p1, no se promueven más que el presupuesto beta",
    en="Of models that fail as p1, no more are promoted than the budget beta",
    weight=2,
)
@advises(
    es="Promover también es una decisión con error. ¿Qué prueba pides para promover, y qué presupuesto tiene?",
    en="Promoting is a decision with an error too. What evidence do you ask for to promote, and which budget has it?",
)
def test_bad_models_are_seldom_promoted(walk, rates, tells_them_apart):
    task = rates(0.05, 0.1)
    walks = walk(task, task.p1)
    assert walks.promoted <= beyond(task.beta)
    assert walks.rolled_back >= 1 - beyond(task.beta) - 0.02
    assert tells_them_apart(task)


@says(
    es="Un modelo que falla como p1 se descubre, en promedio, con no más pedidos que una prueba de una sola mirada",
    en="A model that fails as p1 is found out, on average, with no more orders than a test of a single look",
)
@advises(
    es="Mirar a menudo sirve para parar pronto. ¿Puede tu función decidir antes del final?",
    en="Looking often is for stopping soon. Can your function decide before the end?",
)
def test_bad_models_are_found_out_soon(walk, rates, tells_them_apart):
    task = rates(0.05, 0.1)
    walks = walk(task, task.p1)
    assert walks.orders <= 1.1 * task.single_look + 10
    assert tells_them_apart(task)


@says(
    es="Antes del primer pedido, y con muy pocos, sigue mirando",
    en="Before the first order, and with very few, it goes on looking",
)
@advises(
    es="La respuesta es uno de tres textos: promote, roll back, go on. Con cero pedidos no hay nada que dividir.",
    en="The answer is one of three texts: promote, roll back, go on. With zero orders there is nothing to divide by.",
)
def test_with_nothing_to_go_on_it_goes_on(ask, rates, tells_them_apart):
    task = rates(0.05, 0.1)
    assert ask(task, [[0, 0], [0, 1], [0, 2], [1, 4]]) == ["go on"] * 4
    assert tells_them_apart(task)

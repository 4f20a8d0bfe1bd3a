"""The rule, over the evenings of the lesson."""

from __future__ import annotations

from grader.judging.api import advises, says
from grader.rollouts import EVENINGS

SEED = 2026


@says(
    es="Avisa del despliegue roto cuando el canario aún tiene una décima parte de los pedidos",
    en="It tells of the broken rollout while the canary still has a tenth of the orders",
)
@advises(
    es="Prueba alarm(post_mortem(), tonight). None: ¿coinciden las etiquetas a los dos lados? Tarde: ¿miras cada versión?",
    en="Try alarm(post_mortem(), tonight). None: do the labels on both sides agree? Late: do you look at each version?",
)
def test_it_tells_of_the_broken_rollout(in_time):
    assert in_time(EVENINGS["broken"], SEED)


@says(
    es="Avisa del despliegue roto y calla en las cinco noches sanas de la lección",
    en="It tells of the broken rollout and is silent on the five healthy evenings of the lesson",
)
@advises(
    es="Pasa alarm por cada noche de recordings y mira en la figura qué pasó en el minuto que da.",
    en="Put each evening of recordings through alarm and look in the figure at what happened in the minute that it gives.",
)
def test_it_is_silent_on_the_healthy_ones(in_time, replay):
    assert in_time(EVENINGS["broken"], SEED)
    assert [replay(evening, SEED) for name, evening in EVENINGS.items() if name != "broken"] == [None] * 5

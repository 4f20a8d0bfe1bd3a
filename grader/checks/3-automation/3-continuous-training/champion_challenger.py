"""A better challenger takes the place, and luck does not."""

from __future__ import annotations

from grader.judging.api import advises, says

EVALUATIONS, LUCKY = 60, 14
"""Each promotes with a chance of 5 % at most, and of 6 % for the roughest approximation. More than 14 of 60 then happen less
than once in 500 000 judgings."""


@says(
    es="Un retador claramente mejor pasa a producción",
    en="A challenger that is clearly better goes into production",
)
@advises(
    es="Con 1500 pedidos y ocho puntos de ventaja no hay duda. ¿Comparas con y lo que dice cada modelo de las mismas filas?",
    en="With 1500 orders and a gain of eight points there is no doubt. Do you compare with y what each model says of the same rows?",
)
def test_a_better_challenger_is_promoted(promoted, duel, rng):
    better = duel(both=0.1, gains=0.12, losses=0.04)
    worse = duel(both=0.1, gains=0.04, losses=0.12)
    assert sum(promoted(better, better.drawn(rng, 20, 1500), 0.01)) >= 17
    assert not any(promoted(worse, worse.drawn(rng, 5, 1500), 0.01))


@says(
    es="Un retador igual de bueno no pasa por suerte: a lo sumo 5 de cada 100 veces",
    en="A challenger that is just as good does not pass by luck: 5 times in 100 at most",
)
@advises(
    es="Que acierte más en esta muestra no basta. ¿Cuánto cambiaría la diferencia con otros pedidos?",
    en="That it is right more often in this sample is not enough. How much would the difference change with other orders?",
)
def test_luck_does_not_promote(promoted, duel, rng):
    equal = duel(both=0.1, gains=0.08, losses=0.08)
    better = duel(both=0.1, gains=0.12, losses=0.04)
    assert sum(promoted(equal, equal.drawn(rng, EVALUATIONS, 800), 0.001)) <= LUCKY
    assert sum(promoted(better, better.drawn(rng, 5, 1500), 0.01)) >= 3

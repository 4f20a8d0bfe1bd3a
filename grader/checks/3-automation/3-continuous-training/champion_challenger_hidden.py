"""The minimum effect, the pairs, the ties, and a decision that is the same tomorrow."""

from __future__ import annotations

from grader.judging.api import says

EVALUATIONS, LUCKY = 60, 14
"""As in the public checks: 5 % at most, 6 % with the roughest approximation; more than 14 of 60 are no luck."""


@says(
    es="Una ventaja que no pasa de min_gain asciende a lo sumo 5 de cada 100 veces",
    en="A gain that is not above min_gain promotes 5 times in 100 at most",
    weight=2,
)
def test_the_minimum_effect(promoted, duel, rng):
    at_the_border = duel(both=0.08, gains=0.07, losses=0.05)
    assert sum(promoted(at_the_border, at_the_border.drawn(rng, EVALUATIONS, 1200), 0.02)) <= LUCKY
    assert sum(promoted(at_the_border, at_the_border.drawn(rng, 10, 4000), 0.002)) >= 7
    assert sum(beyond(promoted, duel, rng, errors=1.4) for _ in range(10)) <= 2
    assert sum(beyond(promoted, duel, rng, errors=3.5) for _ in range(5)) >= 4


def beyond(promoted, duel, rng, errors):
    """Whether it promotes a gain that is above the minimum by so many standard errors. Whoever does so at 1.4 gives in to
    luck 8 times in 100; 5 in 100 begins at 1.64."""
    rows, losses, wanted = int(rng.integers(1500, 2500)), int(rng.integers(40, 80)), float(rng.uniform(0.005, 0.015))
    more = 0
    while True:
        gain = more / rows
        error = (((2 * losses + more) / rows - gain**2) / rows) ** 0.5
        if gain >= wanted + errors * error:
            break
        more += 1
    close = duel(both=200 / rows, gains=(losses + more) / rows, losses=losses / rows)
    return promoted(close, close.exact(rng, rows), wanted)[0]


@says(
    es="Una ventaja segura pero menor que min_gain no basta, por muchos pedidos que haya",
    en="A gain that is certain but smaller than min_gain is not enough, however many orders there are",
)
def test_certain_but_small(promoted, duel, rng):
    small = duel(both=0.1, gains=0.014, losses=0.006)
    samples = small.drawn(rng, 3, 10_000)
    assert not any(promoted(small, samples, 0.02))
    assert sum(promoted(small, samples, 0.001)) >= 2


@says(
    es="Compara fila a fila: aprovecha que los dos modelos fallan en los mismos pedidos",
    en="Compares row by row: it makes use of both models failing on the same orders",
    weight=2,
)
def test_the_rows_are_paired(promoted, duel, rng):
    paired = duel(both=0.28, gains=0.035, losses=0.005)
    reverse = duel(both=0.28, gains=0.005, losses=0.035)
    assert sum(promoted(paired, paired.drawn(rng, 30, 2000), 0.01)) >= 23
    assert not any(promoted(reverse, reverse.drawn(rng, 5, 2000), 0.01))


@says(
    es="Un empate conserva al campeón, también con min_gain igual a 0",
    en="A tie keeps the champion, with min_gain equal to 0 too",
)
def test_a_tie_keeps_the_champion(promoted, duel, rng):
    twins = duel(both=0.2, gains=0.0, losses=0.0)
    swapped = duel(both=0.1, gains=0.05, losses=0.05)
    better = duel(both=0.1, gains=0.12, losses=0.04)
    assert not any(promoted(twins, twins.drawn(rng, 3, 1000), 0.0))
    assert not any(promoted(swapped, swapped.exact(rng, 1000), 0.0))
    assert all(promoted(better, better.exact(rng, 2000), 0.0))


@says(
    es="Un retador peor nunca asciende, por segura que sea la diferencia",
    en="A worse challenger is never promoted, however certain the difference",
)
def test_a_worse_challenger_stays_out(promoted, duel, rng):
    worse = duel(both=0.05, gains=0.02, losses=0.12)
    better = duel(both=0.05, gains=0.12, losses=0.02)
    assert not any(promoted(worse, worse.drawn(rng, 10, 2000), 0.01))
    assert all(promoted(better, better.exact(rng, 2000), 0.01))


@says(
    es="Las etiquetas pueden ser textos, y cuenta acertar, sea cual sea la clase",
    en="The labels may be texts, and what counts is being right, whatever the class",
)
def test_labels_may_be_texts(promoted, duel, rng):
    better = duel(both=0.1, gains=0.12, losses=0.03, labels=("on time", "late"))
    worse = duel(both=0.1, gains=0.03, losses=0.12, labels=("on time", "late"))
    assert all(promoted(better, better.exact(rng, 1500), 0.01))
    assert not any(promoted(worse, worse.exact(rng, 1500), 0.01))


@says(
    es="Con los mismos datos decide siempre lo mismo",
    en="With the same data it always decides the same",
)
def test_the_same_decision_tomorrow(promoted, duel, rng):
    """In a row of duels from clearly too little to clearly enough, none has two outcomes."""
    first, last = [], []
    for more in range(10, 38):
        close = duel(both=0.1, gains=0.03 + more / 1000, losses=0.03)
        outcomes = promoted(close, close.exact(rng, 1000), 0.01, again=3)
        assert len(set(outcomes)) == 1
        first, last = first or outcomes, outcomes
    assert (first[0], last[0]) == (False, True)

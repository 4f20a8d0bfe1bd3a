"""The order of the p-values, the order of the two conditions, and the parameters."""

from __future__ import annotations

import functools

import numpy as np
from scipy.stats import ks_2samp

from grader.judging.api import as_list, says


def _asked(student, features, *parameters):
    return sorted(as_list(student.drift_alarms(features.reference, features.current, *parameters)))


@says(
    es="Benjamini–Hochberg mira el último puesto que cumple, aunque uno anterior no cumpla",
    en="Benjamini–Hochberg looks at the last rank that holds, although an earlier one does not",
    weight=2,
)
def test_it_is_a_step_up_procedure(student, own, rng):
    found = 0
    while found < 4:
        ranks = rng.integers(20, 50, size=int(rng.integers(6, 14))).tolist()
        if _differs_from_stopping_early(ranks):
            features = own.Features.draw(rng, 200, ranks)
            assert _asked(student, features, 0.05, 0.0) == alarms(features, 0.05, 0.0)
            found += 1


def _differs_from_stopping_early(ranks):
    pvalues = sorted(pvalue(200, rank) for rank in ranks)
    return not all(p <= 0.05 * rank / len(ranks) for rank, p in enumerate(pvalues[: last_rank(pvalues, 0.05)], 1))


@says(
    es="Todas las características entran en Benjamini–Hochberg, también las de efecto pequeño",
    en="All the features go into Benjamini–Hochberg, those of small effect too",
)
def test_the_effect_is_looked_at_afterwards(student, own, rng):
    for _ in range(4):
        few = [int(rng.integers(29, 32))] * int(rng.integers(1, 3))  # alone they pass, among many they do not
        features = own.Features.draw(rng, 200, [*few, *[2] * int(rng.integers(8, 16))])
        assert alarms(features) == []
        assert last_rank([pvalue(200, rank) for rank in few], 0.05) == len(few)
        assert _asked(student, features) == []


@says(
    es="La tasa y el efecto mínimo son los que se le dan",
    en="The rate and the minimum effect are those that it is given",
)
def test_the_parameters_count(student, own, rng):
    for _ in range(4):
        features = own.Features.draw(rng, 150, rng.integers(3, 60, size=8).tolist())
        for rate, effect in [(0.2, 0.05), (0.001, 0.05), (0.05, 0.31), (0.05, 0.0)]:
            assert _asked(student, features, rate, effect) == alarms(features, rate, effect)


@says(
    es="Vale con una sola característica, y sin ninguna alarma devuelve una lista vacía",
    en="It holds for a single feature, and without any alarm it gives back an empty list",
)
def test_one_feature_and_no_alarm(student, own, rng):
    one = own.Features.draw(rng, 300, [150])
    assert _asked(student, one) == list(one.ranks)
    assert _asked(student, own.Features.draw(rng, 300, [1, 2, 3])) == []


def alarms(features, q=0.05, effect=0.1):
    """Benjamini-Hochberg over all features, then the effect."""
    ranked = sorted(features.ranks.values(), reverse=True)  # the largest distance has the smallest p-value
    passed = ranked[: last_rank([pvalue(features.count, rank) for rank in ranked], q)]
    least = max([effect * features.count, *passed[-1:]])
    return sorted(name for name, rank in features.ranks.items() if passed and rank >= least - 1e-9)


def last_rank(pvalues, q):
    """How many Benjamini and Hochberg let pass."""
    return max((rank for rank, p in enumerate(sorted(pvalues), 1) if p <= q * rank / len(pvalues)), default=0)


@functools.cache
def pvalue(count, rank):
    """Of a distance of ``rank / count`` between two samples of that size."""
    places = np.arange(count)
    return float(ks_2samp(places, places + rank - 0.5).pvalue)

"""Traces with pods that say nothing, and metrics that are lost."""

from __future__ import annotations

import math

from grader.judging.api import as_number, says


@says(
    es="Al subir, los pods sin medida cuentan como parados; al bajar, como si cumplieran el objetivo",
    en="When going up, pods without a metric count as idle; when going down, as if they met the target",
    weight=2,
)
def test_missing_pods_soften_the_change(student, rng):
    ups = downs = 0
    while ups < 6 or downs < 6:
        current = int(rng.integers(4, 25))
        target, usage = float(rng.uniform(40, 70)), float(rng.uniform(8, 250))
        pods = (usage * rng.uniform(0.8, 1.2, current)).tolist()
        for place in rng.choice(current, size=int(rng.integers(1, current // 2 + 1)), replace=False):
            pods[place] = None
        metrics = [(pods, target)]
        wanted = hpa(current, metrics)
        if wanted == current or not clear(current, metrics):
            continue
        ups, downs = ups + (wanted > current), downs + (wanted < current)
        assert as_number(student.desired_replicas(current, metrics)) == wanted


@says(
    es="Si los pods sin medida hacen que el cociente cambie de lado o entre en la tolerancia, no cambia nada",
    en="If the pods without a metric make the ratio change sides or come within the tolerance, nothing changes",
)
def test_missing_pods_never_reverse_the_change(student, rng):
    done = {"up": 0, "down": 0}
    while min(done.values()) < 6:
        current, target = int(rng.integers(6, 20)), float(rng.uniform(40, 70))
        seen, factor = int(rng.integers(1, current)), float(rng.choice([rng.uniform(0.3, 0.85), rng.uniform(1.15, 3)]))
        metrics = [([*[target * factor] * seen, *[None] * (current - seen)], target)]
        if hpa(current, metrics) == current and clear(current, metrics):
            assert as_number(student.desired_replicas(current, metrics)) == current
            done["up" if factor > 1 else "down"] += 1


@says(
    es="Si una medida no tiene ningún dato, las otras pueden subir pero no bajar; si ninguna tiene, se queda como está",
    en="If one metric has no data, the others may go up but not down; if none has, it stays as it is",
)
def test_a_metric_without_data_forbids_going_down(student, rng):
    current = int(rng.integers(4, 15))
    gone, target = ([None] * current, 60), 60
    ups, downs = ([target * 2] * current, target), ([target / 4] * current, target)
    for metrics, wanted in [
        ([gone, ups], 2 * current),
        ([downs, gone], current),
        ([gone], current),
        ([gone, gone], current),
    ]:
        assert as_number(student.desired_replicas(current, metrics)) == wanted
    assert as_number(student.desired_replicas(4, [([15] * 4, 60)])) == 1


@says(
    es="La tolerancia es la que se le da, también 0",
    en="The tolerance is the one that it is given, also 0",
)
def test_the_tolerance_is_a_parameter(student, rng):
    for tolerance in [0.0, 0.3, 0.5]:
        for _ in range(4):
            while True:
                current, target = int(rng.integers(3, 40)), float(rng.uniform(40, 70))
                metrics = [([target * float(rng.uniform(0.45, 1.6))] * current, target)]
                if clear(current, metrics, tolerance):
                    break
            wanted = hpa(current, metrics, tolerance=tolerance)
            assert as_number(student.desired_replicas(current, metrics, 1, 100, tolerance)) == wanted


@says(
    es="Las recomendaciones pueden llegar en cualquier orden y con huecos: cuenta la hora, no la posición",
    en="The recommendations may come in any order and with gaps: the time counts, not the position",
)
def test_the_window_is_time(student, rng):
    for _ in range(6):
        gaps = _seconds(rng)
        said = [(second, int(rng.integers(1, 40))) for second in gaps]
        now = gaps[-1]
        order = rng.permutation(len(said)).tolist()
        shuffled = [said[place] for place in order]
        assert as_number(student.stabilized(shuffled, now, 300)) == highest(said, now)


def _seconds(rng):
    return rng.integers(1, 200, size=15).cumsum().tolist()


def hpa(current, metrics, low=1, high=100, tolerance=0.1):
    """Kubernetes' rule, as its documentation tells it."""
    wishes = []
    blind = False
    for pods, target in metrics:
        seen = [value for value in pods if value is not None]
        if not seen:
            blind = True
            continue
        first = sum(seen) / len(seen) / target
        missing = len(pods) - len(seen)
        ratio = (sum(seen) + (target * missing if first < 1 else 0)) / len(pods) / target
        still = abs(ratio - 1) <= tolerance or (ratio < 1) != (first < 1)
        wishes.append(current if still else math.ceil(current * ratio))
    wish = max(wishes, default=current)
    return min(max(wish, current if blind else wish, low), high)


def highest(recommendations, now, window=300):
    return max(replicas for second, replicas in recommendations if second >= now - window)


def clear(current, metrics, tolerance=0.1):
    """Whether no rounding of a machine's decides about these metrics."""
    for pods, target in metrics:
        seen = [value for value in pods if value is not None]
        for assumed in (0.0, float(target)):
            for known in (seen, [*seen, *[assumed] * (len(pods) - len(seen))]):
                if known:
                    ratio = sum(known) / len(known) / target
                    near = abs(ratio * current - round(ratio * current))
                    if min(near, abs(abs(ratio - 1) - tolerance), abs(ratio - 1)) < 1e-3:
                        return False
    return True

"""Kubernetes' rule, on metrics that nobody has seen before."""

from __future__ import annotations

from grader.judging.api import advises, as_list, as_number, run_in, says


def _drawn(rng, own, kinds):
    """A number of replicas and so many metrics, on which no rounding decides."""
    while True:
        current = int(rng.integers(2, 30))
        metrics = []
        for _ in range(kinds):
            target, usage = float(rng.uniform(40, 80)), float(rng.uniform(10, 180))
            metrics.append(((usage * rng.uniform(0.8, 1.2, current)).tolist(), target))
        if own.clear(current, metrics):
            return current, metrics


@says(
    es="La fórmula, redondeada hacia arriba, y la tolerancia del 10 %",
    en="The formula, rounded up, and the tolerance of 10 %",
    weight=2,
)
@advises(
    es="La tolerancia mira medida ÷ objetivo, antes de multiplicar por las réplicas y de redondear. 10 al 80 % con objetivo 75 siguen siendo 10.",
    en="The tolerance looks at metric ÷ target, before multiplying by the replicas and rounding. 10 at 80 % with a target of 75 stay 10.",
)
def test_the_formula(student, own, rng):
    assert as_number(student.desired_replicas(10, [([80] * 10, 75)])) == 10
    assert as_number(student.desired_replicas(20, [([56] * 20, 60)])) == 20
    assert as_number(student.desired_replicas(4, [([90] * 4, 60)])) == 6
    for _ in range(12):
        current, metrics = _drawn(rng, own, 1)
        assert as_number(student.desired_replicas(current, metrics)) == own.hpa(current, metrics)


@says(
    es="Con varias medidas gana la que pide más réplicas, y al final mandan los límites",
    en="With several metrics the one that asks for most replicas wins, and the bounds have the last word",
)
@advises(
    es="Haz la cuenta entera por cada medida y quédate con la mayor; después, ni menos de `low` ni más de `high`.",
    en="Do the whole sum for each metric and keep the largest; then, neither less than `low` nor more than `high`.",
)
def test_the_largest_wins_within_the_bounds(student, own, rng):
    for _ in range(8):
        current, metrics = _drawn(rng, own, int(rng.integers(2, 4)))
        assert as_number(student.desired_replicas(current, metrics)) == own.hpa(current, metrics)
    low, high = int(rng.integers(3, 6)), int(rng.integers(7, 10))
    assert as_number(student.desired_replicas(8, [([95] * 8, 20)], low, high)) == high
    assert as_number(student.desired_replicas(8, [([5] * 8, 80)], low, high)) == low
    assert as_number(student.desired_replicas(2, [([60] * 2, 60)], low, high)) == low
    assert as_number(student.desired_replicas(12, [([62] * 12, 60)], low, high)) == high


@says(
    es="Para bajar usa la recomendación más alta de la ventana; una más vieja ya no cuenta",
    en="To go down it uses the highest recommendation of the window; an older one no longer counts",
)
@advises(
    es="La ventana se mide en segundos, desde ahora hacia atrás, con la de hace justo `window` segundos incluida.",
    en="The window is measured in seconds, from now backwards, with the one of exactly `window` seconds ago included.",
)
def test_the_highest_of_the_window(student, own, rng):
    for _ in range(10):
        seconds = sorted(rng.choice(1000, size=20, replace=False).tolist())
        now, window = seconds[-1], int(rng.integers(100, 500))
        said = [(second, int(rng.integers(1, 50))) for second in seconds]
        said.insert(0, (now - window - 1, 99))
        assert as_number(student.stabilized(said, now, window)) == own.highest(said, now, window)
    assert as_number(student.stabilized([(0, 9), (300, 4)], 300, 300)) == 9
    assert as_number(student.stabilized([(0, 9), (301, 4)], 301)) == 4


@says(
    es="Un día entero sin oscilar: pocos cambios, sin quedarse sin capacidad y sin pagar de más",
    en="A whole day without oscillating: few changes, without lacking capacity and without paying too much",
    weight=2,
)
@advises(
    es="Dibuja el día con tus funciones. Si la línea es una sierra, mira la tolerancia y la ventana; si falta capacidad, mira cuánto tardas en subir.",
    en="Draw the day with your functions. If the line is a saw, look at the tolerance and at the window; if capacity is lacking, look at how late you go up.",
)
def test_a_day_without_oscillation(student, own, rng):
    day = own.Day.draw(rng)
    paid = as_list(run_in(student, own.live, day, student["desired_replicas"], student["stabilized"]))
    theirs, ours = own.Story.of(day, paid), own.Story.of(day, own.live(day, own.hpa, own.highest))
    assert theirs.changes <= 1.4 * ours.changes + 10
    assert theirs.short <= ours.short + 3
    assert abs(theirs.hours - ours.hours) <= 0.06 * ours.hours

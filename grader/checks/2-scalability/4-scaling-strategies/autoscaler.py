"""Kubernetes' rule, on metrics that nobody has seen before."""

from __future__ import annotations

from grader.judging.api import advises, as_list, as_number, run_in, says


def _change(rng, current):
    """How many replicas to ask for: as many, more or fewer; and never a change so small that the tolerance is in doubt."""
    up, down = int(current * rng.uniform(1.2, 3)) + 2, max(1, int(current * rng.uniform(0.2, 0.85)))
    return int(rng.choice([current, up, down]))


def _asking_for(wanted, current, rng):
    """A metric that asks for so many replicas, of pods that differ. The last one is needed for a part of its work only."""
    ratio = rng.uniform(0.91, 1.09) if wanted == current else (wanted - rng.uniform(0.05, 0.95)) / current
    target, pods = float(rng.uniform(40, 80)), rng.uniform(0.8, 1.2, current)
    return (pods * ratio * target / pods.mean()).tolist(), target


@says(
    es="La fórmula, redondeada hacia arriba, y la tolerancia del 10 %",
    en="The formula, rounded up, and the tolerance of 10 %",
    weight=2,
)
@advises(
    es="La tolerancia mira medida ÷ objetivo, antes de multiplicar por las réplicas y de redondear. 10 al 80 % con objetivo 75 siguen siendo 10.",
    en="The tolerance looks at metric ÷ target, before multiplying by the replicas and rounding. 10 at 80 % with a target of 75 stay 10.",
)
def test_the_formula(student, rng):
    assert as_number(student.desired_replicas(10, [([80] * 10, 75)])) == 10
    assert as_number(student.desired_replicas(20, [([56] * 20, 60)])) == 20
    assert as_number(student.desired_replicas(4, [([90] * 4, 60)])) == 6
    for _ in range(12):
        current = int(rng.integers(2, 30))
        wanted = _change(rng, current)
        assert as_number(student.desired_replicas(current, [_asking_for(wanted, current, rng)])) == wanted


@says(
    es="Con varias medidas gana la que pide más réplicas, y al final mandan los límites",
    en="With several metrics the one that asks for most replicas wins, and the bounds have the last word",
)
@advises(
    es="Haz la cuenta entera por cada medida y quédate con la mayor; después, ni menos de `low` ni más de `high`.",
    en="Do the whole sum for each metric and keep the largest; then, neither less than `low` nor more than `high`.",
)
def test_the_largest_wins_within_the_bounds(student, rng):
    for _ in range(8):
        current = int(rng.integers(2, 30))
        wishes = [_change(rng, current) for _ in range(int(rng.integers(2, 4)))]
        metrics = [_asking_for(wanted, current, rng) for wanted in wishes]
        assert as_number(student.desired_replicas(current, metrics)) == max(wishes)
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
def test_the_highest_of_the_window(student, rng):
    for _ in range(10):
        now, window, top = int(rng.integers(1000, 2000)), int(rng.integers(100, 500)), int(rng.integers(20, 50))
        ages = [*sorted(rng.choice(range(1, window), size=11, replace=False).tolist(), reverse=True), 0]
        inside = [int(replicas) for replicas in rng.integers(1, top, size=12)]
        inside[int(rng.integers(12))] = top
        outside = [
            (now - window - age, top + age)
            for age in sorted(rng.choice(range(1, 40), size=8, replace=False).tolist(), reverse=True)
        ]
        said = outside + [(now - age, replicas) for age, replicas in zip(ages, inside, strict=True)]
        assert as_number(student.stabilized(said, now, window)) == top
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
    theirs, ideal = own.Story.of(day, paid), own.Story.of(day, own.with_hindsight(day))
    assert theirs.changes <= ideal.changes + 10
    assert theirs.short <= 6
    assert 0.93 * ideal.hours <= theirs.hours <= 1.05 * ideal.hours

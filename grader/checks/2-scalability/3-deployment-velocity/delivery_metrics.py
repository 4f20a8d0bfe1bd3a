"""The four measures of delivery, from logs whose truth is known."""

from __future__ import annotations

from statistics import median

import pytest

from grader.judging.api import advises, says


@says(
    es="deployments_per_day divide por todos los días del periodo, también los que no tuvieron despliegues",
    en="deployments_per_day divides by all the days of the period, also those that had no deployments",
)
@advises(
    es="El periodo lo dicen since y until, no el primer y el último evento, ni los días en que pasó algo.",
    en="The period is told by since and until, not by the first and the last event, nor by the days on which something happened.",
)
def test_days_without_deployments_count(student, draw_log, draw_minutes, rng):
    log = draw_log()
    minutes = draw_minutes(log, int(rng.integers(8, 15)))
    for number, minute in enumerate(minutes):
        log.deploy(f"d{number}", minute, [30])
    assert log.metrics(student)["deployments_per_day"] == pytest.approx(len(minutes) / log.days)


@says(
    es="lead_time_hours es la mediana, sobre los cambios, de las horas desde el commit hasta el despliegue",
    en="lead_time_hours is the median, over the changes, of the hours from the commit to the deployment",
)
@advises(
    es="Ni la media, que un cambio de un mes arrastra, ni una mediana por despliegue: cada cambio cuenta una vez. En horas, con decimales.",
    en="Neither the mean, which a change of a month drags along, nor a median per deployment: each change counts once. In hours, with decimals.",
)
def test_the_lead_time_is_the_median_over_changes(student, draw_log, draw_minutes, rng):
    log, leads = draw_log(), []
    crowded, *slow = rng.choice(7, size=5, replace=False).tolist()  # most deployments are slow, and most changes are not
    for number, minute in enumerate(draw_minutes(log, 7)):
        range_of_minutes = (20000, 50000) if number in slow else (1500, 4000)
        drawn = rng.integers(*range_of_minutes, size=6 if number == crowded else 1).tolist()
        log.deploy(f"d{number}", minute, drawn)
        leads += drawn
    assert log.metrics(student)["lead_time_hours"] == pytest.approx(median(leads) / 60)


@says(
    es="failure_rate es la parte de los despliegues que tuvo al menos un incidente",
    en="failure_rate is the share of the deployments that had at least one incident",
)
@advises(
    es="Cuenta despliegues que fallaron, no incidentes, y divide por los despliegues del periodo.",
    en="Count deployments that failed, not incidents, and divide by the deployments of the period.",
)
def test_the_failure_rate_counts_deployments(student, draw_log, draw_minutes, rng):
    log = draw_log()
    minutes = draw_minutes(log, int(rng.integers(9, 15)))
    failed = {0, *rng.choice(len(minutes), size=3, replace=False).tolist()}
    for number, minute in enumerate(minutes):
        log.deploy(f"d{number}", minute, [30])
        if number in failed:
            log.fail(f"d{number}", minute + 20, 60)
            log.fail(f"d{number}", minute + 25, 55) if number == 0 else None
    assert log.metrics(student)["failure_rate"] == pytest.approx(len(failed) / len(minutes))


@says(
    es="restore_hours es la mediana de las horas desde el primer incidente hasta que los usuarios vuelven a estar bien",
    en="restore_hours is the median of the hours from the first incident until the users are well again",
)
@advises(
    es="Empieza en el incidente, no en el despliegue, y termina en el primer restored o rollback de ese despliegue.",
    en="It begins at the incident, not at the deployment, and ends at the first restored or rollback of that deployment.",
)
def test_the_time_to_restore_is_a_median(student, draw_log, draw_minutes, rng):
    log = draw_log()
    lasts = [*rng.integers(1500, 2500, size=3).tolist(), *rng.integers(6000, 9000, size=2).tolist()]
    for number, minute in enumerate(draw_minutes(log, 9)):
        log.deploy(f"d{number}", minute, [30])
        if number < len(lasts):
            log.fail(f"d{number}", minute + int(rng.integers(30, 200)), lasts[number], "restored")
    assert log.metrics(student)["restore_hours"] == pytest.approx(median(lasts) / 60)

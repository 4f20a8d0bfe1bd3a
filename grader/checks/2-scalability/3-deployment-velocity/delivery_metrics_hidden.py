"""The four measures of delivery: clocks of many zones, roll-backs, failures without an end, gaps, and nothing at all."""

from __future__ import annotations

from datetime import timedelta, timezone
from statistics import median

import pytest

from grader.judging.api import raises, says

DAY = 24 * 60


@says(
    es="Cada hora se lee con su zona, también las del periodo: lo que cuenta es el tiempo que pasó",
    en="Each time is read with its zone, also those of the period: what counts is the time that went by",
    weight=2,
)
def test_every_clock_has_its_zone(student, draw_log, draw_minutes, rng):
    log = draw_log(zones=[-480, -180, 0, 60, 330, 720])
    leads, lasts = rng.integers(10, 300, size=9).tolist(), rng.integers(10, 300, size=4).tolist()
    for number, minute in enumerate(draw_minutes(log, 7)):
        log.deploy(f"d{number}", minute, [leads[number]])
        if number < 4:
            log.fail(f"d{number}", minute + 20, lasts[number])
    for number, zone, minute in [(7, -480, 30), (8, 720, log.days * DAY - 30)]:  # on these clocks, another day
        log.zones = [zone]
        log.deploy(f"d{number}", minute, [leads[number]])
    west, east = (log.start.astimezone(timezone(timedelta(hours=hours))) for hours in (-3, 2))
    for one, other in [(west, east), (east, west)]:
        found = log.metrics(student, one.isoformat(), (other + timedelta(days=log.days)).isoformat())
        assert found["deployments_per_day"] == pytest.approx(9 / log.days)
        assert found["lead_time_hours"] == pytest.approx(median(leads) / 60)
        assert found["restore_hours"] == pytest.approx(median(lasts) / 60)


@says(
    es="Los eventos pueden venir en cualquier orden",
    en="The events may come in any order",
)
def test_the_events_come_in_any_order(student, draw_log, draw_minutes, rng):
    log = draw_log()
    leads, lasts = rng.integers(10, 300, size=8).tolist(), rng.integers(10, 100, size=3).tolist()
    for number, minute in enumerate(draw_minutes(log, 8)):
        log.deploy(f"d{number}", minute, [leads[number]])
        if number < 3:
            log.fail(f"d{number}", minute + 20, lasts[number])
            log.fail(f"d{number}", minute + 25, 90 + lasts[number])
    rng.shuffle(log.written)
    metrics = log.metrics(student)
    assert metrics["deployments_per_day"] == pytest.approx(8 / log.days)
    assert metrics["lead_time_hours"] == pytest.approx(median(leads) / 60)
    assert metrics["failure_rate"] == pytest.approx(3 / 8)
    assert metrics["restore_hours"] == pytest.approx(median(lasts) / 60)


@says(
    es="Un rollback no es un despliegue: no suma en la frecuencia ni en el total de la tasa de fallos",
    en="A rollback is no deployment: it adds neither to the frequency nor to the total of the failure rate",
)
def test_a_rollback_is_no_deployment(student, draw_log, draw_minutes, rng):
    log = draw_log()
    count, failed = int(rng.integers(8, 14)), 3
    for number, minute in enumerate(draw_minutes(log, count)):
        log.deploy(f"d{number}", minute, [30])
        if number < failed:
            log.fail(f"d{number}", minute + 20, 60, "rollback")
    metrics = log.metrics(student)
    assert metrics["deployments_per_day"] == pytest.approx(count / log.days)
    assert metrics["failure_rate"] == pytest.approx(failed / count)


@says(
    es="Un rollback termina el fallo; sin incidente escrito, el despliegue también falló, y falló desde que llegó",
    en="A rollback ends the failure; without an incident on record, the deployment failed too, and failed since it arrived",
)
def test_a_rollback_is_a_failure_and_its_end(student, draw_log, draw_minutes, rng):
    log = draw_log()
    lasts = rng.integers(20, 300, size=5).tolist()
    for number, minute in enumerate(draw_minutes(log, 11)):
        log.deploy(f"d{number}", minute, [30])
        if number < 2:
            log.fail(f"d{number}", minute + 90, lasts[number], "rollback")
        elif number < 5:
            log.note(minute + lasts[number], "rollback", deployment=f"d{number}")
    metrics = log.metrics(student)
    assert metrics["failure_rate"] == pytest.approx(5 / 11)
    assert metrics["restore_hours"] == pytest.approx(median(lasts) / 60)


@says(
    es="Un fallo que sigue abierto cuenta como fallo y en unrestored, y no entra en la mediana",
    en="A failure that is still open counts as a failure and in unrestored, and stays out of the median",
)
def test_open_failures_are_told_apart(student, draw_log, draw_minutes, rng):
    log, still = draw_log(), draw_log()
    lasts = rng.integers(20, 300, size=3).tolist()
    count = int(rng.integers(2, 5))
    for number, minute in enumerate(draw_minutes(log, 12)):
        log.deploy(f"d{number}", minute, [30])
        if number < count + 3:
            log.fail(f"d{number}", minute + 20, [*lasts, *[None] * count][number])
    metrics = log.metrics(student)
    assert metrics["failure_rate"] == pytest.approx((count + 3) / 12)
    assert metrics["restore_hours"] == pytest.approx(median(lasts) / 60)
    assert metrics["unrestored"] == count
    still.deploy("alone", 2000, [30])
    still.fail("alone", 2100, None)
    metrics = still.metrics(student)
    assert metrics["restore_hours"] is None
    assert metrics["unrestored"] == 1


@says(
    es="Sin despliegues en el periodo la frecuencia es 0, y lo que no se puede calcular es None",
    en="Without deployments in the period the frequency is 0, and what cannot be worked out is None",
)
def test_nothing_happened(student, draw_log):
    empty, waiting = draw_log(), draw_log()
    waiting.note(500, "commit", change="c1")
    for log in [empty, waiting]:
        metrics = log.metrics(student)
        assert (metrics["deployments_per_day"], metrics["unrestored"]) == (0, 0)
        assert [metrics[name] for name in ["lead_time_hours", "failure_rate", "restore_hours"]] == [None] * 3


@says(
    es="Cuenta lo desplegado desde since, incluido, hasta until, sin incluir; su commit y su arreglo pueden caer fuera",
    en="What is deployed from since on, included, until until, excluded, counts; its commit and its repair may fall outside",
)
def test_the_edges_of_the_period(student, draw_log, rng):
    log = draw_log()
    end = log.days * DAY + int(rng.integers(60, DAY - 60))
    leads, last = rng.integers(400, 900, size=3).tolist(), int(rng.integers(400, 900))
    log.deploy("before", -1, [5, 5, 5])
    log.deploy("first", 0, [leads[0]])
    log.deploy("middle", end // 2, [leads[1]])
    log.deploy("last", end - 60, [leads[2]])
    log.deploy("after", end, [5, 5, 5])
    log.fail("before", 10, 5)
    log.fail("last", end - 30, last)
    log.fail("after", end + 10, 5)
    metrics = log.metrics(student, until=log.text(end))
    assert metrics["deployments_per_day"] == pytest.approx(3 / (end / DAY))
    assert metrics["lead_time_hours"] == pytest.approx(median(leads) / 60)
    assert metrics["failure_rate"] == pytest.approx(1 / 3)
    assert metrics["restore_hours"] == pytest.approx(last / 60)


@says(
    es="Con huecos en el registro: un cambio sin commit, un despliegue sin cambios, un incidente de algo desconocido",
    en="With gaps in the log: a change without a commit, a deployment without changes, an incident of something unknown",
)
def test_gaps_in_the_log(student, draw_log, draw_minutes, rng):
    log = draw_log()
    leads = rng.integers(10, 300, size=4).tolist()
    minutes = draw_minutes(log, 6)
    for number, lead in enumerate(leads):
        log.deploy(f"d{number}", minutes[number], [lead])
    log.note(minutes[4], "deployment", id="d4", changes=["nobody-knows"])
    log.deploy("d5", minutes[5])
    log.fail("unknown", minutes[3], 30)
    log.note(minutes[4], "rollback", deployment="unknown-too")
    log.fail("d1", minutes[1] + 20, 45)
    metrics = log.metrics(student)
    assert metrics["deployments_per_day"] == pytest.approx(6 / log.days)
    assert metrics["lead_time_hours"] == pytest.approx(median(leads) / 60)
    assert metrics["failure_rate"] == pytest.approx(1 / 6)
    assert metrics["restore_hours"] == pytest.approx(45 / 60)
    assert metrics["unrestored"] == 0


@says(
    es="Un cambio desplegado dos veces cuenta una vez, desde que llegó por primera vez",
    en="A change that is deployed twice counts once, from when it arrived for the first time",
)
def test_a_change_arrives_once(student, draw_log, draw_minutes, rng):
    log = draw_log()
    leads = rng.integers(10, 300, size=5).tolist()
    minutes = draw_minutes(log, 8)
    for number, lead in enumerate(leads):
        changes = log.deploy(f"d{number}", minutes[number], [lead])
        if number == 1:
            log.note(minutes[1] + 30, "rollback", deployment="d1")
            for again in (5, 6, 7):
                log.note(minutes[again], "deployment", id=f"d{again}", changes=changes)
    old = log.deploy("older", -5000, [20])
    log.note(minutes[7] + 1, "deployment", id="d8", changes=old)
    metrics = log.metrics(student)
    assert metrics["deployments_per_day"] == pytest.approx(9 / log.days)
    assert metrics["lead_time_hours"] == pytest.approx(median(leads) / 60)


@says(
    es="Una hora sin zona es un ValueError: nadie sabe qué momento es",
    en="A time without a zone is a ValueError: nobody knows which moment it is",
)
def test_a_time_without_a_zone_is_refused(student, draw_log, draw_minutes, rng):
    log = draw_log()
    for number, minute in enumerate(draw_minutes(log, 5)):
        log.deploy(f"d{number}", minute, [30])
    assert log.metrics(student)["lead_time_hours"] == pytest.approx(0.5)
    chosen = int(rng.integers(len(log.written)))
    log.written[chosen]["at"] = log.written[chosen]["at"][:19]
    with raises("ValueError"):
        log.metrics(student)

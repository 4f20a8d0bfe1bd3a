"""What must wake nobody, and what must although nothing arrives."""

from __future__ import annotations

from grader.judging.api import says


@says(
    es="Los pedidos rechazados no son fallos del servicio: por muchos que sean, no despiertan a nadie",
    en="Rejected orders are no failures of the service: however many they are, they wake nobody",
)
def test_rejections_wake_nobody(promtool, own, rng):
    many = float(rng.integers(40, 90))
    traffic = own.Traffic(40).count("ok", lambda _: 60).count("rejected", lambda _: many).count("failed", lambda _: 0)
    traffic.take(lambda _: 0.05).live(lambda copy, minute: True)
    assert promtool.agrees(traffic.series, [(own.silent(name), 35) for name in ("EtaErrors", "EtaSlow", "EtaSilent")])


@says(
    es="Un tropiezo de tres minutos no despierta a nadie, y un 3 % de fallos durante una hora tampoco",
    en="A stumble of three minutes wakes nobody, and neither does 3 % of failures for an hour",
)
def test_small_troubles_wake_nobody(promtool, own, rng):
    begin = int(rng.integers(8, 15))
    spike = own.Traffic(40).count("ok", lambda _: 60)
    spike.count("failed", lambda minute: 40.0 if begin < minute <= begin + 3 else 0).take(
        lambda minute: 1.0 if begin < minute <= begin + 3 else 0.1
    )
    times = range(begin + 2, 38, 3)
    assert promtool.agrees(spike.series, [(own.silent(name), time) for time in times for name in ("EtaErrors", "EtaSlow")])
    little = own.Traffic(70).count("ok", lambda _: 97).count("failed", lambda _: 3).take(lambda _: 0.25)
    assert promtool.agrees(little.series, [(own.silent(name), 65) for name in ("EtaErrors", "EtaSlow")])


@says(
    es="Una copia mala entre varias no cuenta por todas: la alerta mira el servicio entero y es una sola",
    en="One bad copy among several does not count for all: the alert looks at the whole service and is a single one",
)
def test_one_alert_for_the_whole_service(promtool, own, rng):
    bad = own.Traffic(40, copies=1).count("ok", lambda _: 50).count("failed", lambda _: 50)
    good = own.Traffic(40, copies=1).count("ok", lambda _: float(rng.integers(2000, 3000))).count("failed", lambda _: 0)
    moved = {name.replace("10.0.0.1", "10.0.0.9"): values for name, values in good.series.items()}
    assert promtool.agrees({**bad.series, **moved}, [(own.silent("EtaErrors"), 35)])
    all_bad = own.Traffic(40, copies=3).count("ok", lambda _: 50).count("failed", lambda _: 50).take(lambda _: 1.0)
    fires = [(own.firing("EtaErrors", "page"), 35), (own.firing("EtaSlow", "ticket"), 35)]
    assert promtool.agrees(all_bad.series, fires)


@says(
    es="Un reinicio, que pone los contadores a cero, no se cuenta como tráfico ni como fallos",
    en="A restart, which sets the counters to zero, counts neither as traffic nor as failures",
)
def test_a_restart_changes_nothing(promtool, own, rng):
    minute = int(rng.integers(12, 18))
    traffic = own.Traffic(40).count("ok", lambda _: 90).count("failed", lambda _: 10).restart(1, minute)
    facts = [('abs(eta:requests:rate5m{outcome="ok"} - 3) < 0.4', time) for time in (minute + 1, minute + 3)]
    facts += [("abs(eta:errors:ratio_rate5m - 0.1) < 0.02", time) for time in (minute + 1, minute + 3)]
    assert promtool.agrees(traffic.series, facts)


@says(
    es="Sin una sola petición no hay errores ni lentitud que contar; y EtaSilent calla mientras quede una copia",
    en="Without a single request there are no errors and no slowness to tell of; and EtaSilent is quiet while one copy is left",
)
def test_a_quiet_night(promtool, own, rng):
    idle = own.Traffic(40).count("ok", lambda _: 0).count("failed", lambda _: 0).take(lambda _: 0.1, rate=0)
    dead = int(rng.integers(2))
    idle.live(lambda copy, minute: copy != dead)
    assert promtool.agrees(idle.series, [(own.silent(name), 35) for name in ("EtaErrors", "EtaSlow", "EtaSilent")])


@says(
    es="EtaSilent se dispara también si Prometheus ya no sabe de ninguna copia, aunque otros servicios respondan",
    en="EtaSilent fires too if Prometheus knows of no copy any more, although other services answer",
    weight=2,
)
def test_gone_without_a_word(promtool, own, rng):
    gone = int(rng.integers(8, 15))
    traffic = own.Traffic(40).live(lambda copy, minute: True if minute <= gone else None)
    others = own.Traffic(40, job="payments").live(lambda copy, minute: True)
    facts = [(own.silent("EtaSilent"), gone), (own.firing("EtaSilent", "page"), gone + 14)]
    assert promtool.agrees({**traffic.series, **others.series}, facts)
    assert promtool.agrees(others.series, [(own.firing("EtaSilent", "page"), 10)])

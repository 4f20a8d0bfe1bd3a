"""Rules that Prometheus takes, tried on series that nobody has seen before."""

from __future__ import annotations

from grader.judging.api import advises, as_list, run_in, says


@says(
    es="promtool acepta el archivo, y todas las expresiones son PromQL",
    en="promtool accepts the file, and all its expressions are PromQL",
)
@advises(
    es="Ejecuta promtool check rules sobre tu texto, como en la celda de arriba: dice la línea.",
    en="Run promtool check rules on your text, as in the cell above: it tells the line.",
)
def test_prometheus_takes_them(rules, promtool, take_apart, reader):
    expressions = as_list(run_in(reader, _expressions, rules))
    assert expressions
    assert all(take_apart(expression) is not None for expression in expressions)
    assert promtool.check()


def _expressions(rules):
    import yaml

    return [str(rule["expr"]) for group in yaml.safe_load(rules)["groups"] for rule in group["rules"]]


@says(
    es="Las tres reglas de grabación valen lo que deben: peticiones por outcome, parte que falla y p95, de todas las copias juntas",
    en="The three recording rules give what they should: requests by outcome, share that fails and p95, of all copies together",
    weight=2,
)
@advises(
    es="Primero rate en cada serie, después sum. De las etiquetas solo quedan las que pide la tabla; para el p95, le hasta el final.",
    en="First rate on each series, then sum. Of the labels only those that the table asks for remain; for p95, le until the end.",
)
def test_what_is_recorded(promtool, own, rng):
    ok, rejected, failed = (float(rate) for rate in rng.integers(10, 90, size=3))
    traffic = own.Traffic(20, copies=int(rng.integers(2, 4)))
    traffic.count("ok", lambda _: ok).count("rejected", lambda minute: rejected if minute > 8 else 0)
    traffic.count("failed", lambda minute: failed if minute > 8 else 3 * failed)
    traffic.take(lambda minute: 0.25 if minute > 8 else 0.08)
    each = {"ok": ok, "rejected": rejected, "failed": failed}
    facts = [(f'eta:requests:rate5m{{outcome="{one}"}}', traffic.copies * rate / 60) for one, rate in each.items()]
    facts.append(("eta:errors:ratio_rate5m", failed / (ok + rejected + failed)))
    facts.append(("eta:latency_seconds:p95_5m", 0.2 + 0.95 * (own.LIMIT_SECONDS - 0.2)))
    assert promtool.agrees(traffic.series, [(own.near(query, value), 15) for query, value in facts])


@says(
    es="EtaErrors se dispara si falla más del 5 % durante 10 minutos, no antes, y se apaga cuando pasa",
    en="EtaErrors fires if more than 5 % fail for 10 minutes, not earlier, and goes out when it is over",
    weight=2,
)
@advises(
    es="Mientras corre for la alerta está pendiente (pending). Mira el valor de for y la comparación.",
    en="While for runs the alert is pending. Look at the value of for and at the comparison.",
)
def test_errors_fire_after_their_time(promtool, own, rng):
    begin, end = int(rng.integers(8, 15)), int(rng.integers(32, 40))
    many = float(rng.integers(30, 60))
    traffic = own.Traffic(60).count("ok", lambda _: 60).count("rejected", lambda _: 5)
    traffic.count("failed", lambda minute: many if begin < minute <= end else 0).take(lambda _: 0.05)
    fires = own.firing("EtaErrors", "page")
    facts = [(own.silent("EtaErrors"), begin), (own.pending("EtaErrors"), begin + 6), (own.silent("EtaErrors"), begin + 10)]
    facts += [(fires, begin + 13), (fires, end), (own.silent("EtaErrors"), end + 8)]
    facts += [(own.silent(other), minute) for other in ("EtaSlow",) for minute in (begin + 15, end + 8)]
    assert promtool.agrees(traffic.series, facts)


@says(
    es="EtaSlow se dispara si el p95 pasa de 0,3 s durante 10 minutos, no antes, y se apaga cuando pasa",
    en="EtaSlow fires if the p95 goes over 0.3 s for 10 minutes, not earlier, and goes out when it is over",
    weight=2,
)
@advises(
    es="histogram_quantile necesita la etiqueta le en lo que recibe. El límite va en segundos.",
    en="histogram_quantile needs the label le in what it gets. The limit goes in seconds.",
)
def test_slowness_fires_after_its_time(promtool, own, rng):
    begin, end = int(rng.integers(8, 15)), int(rng.integers(32, 40))
    slow = float(rng.uniform(0.4, 1.1))
    traffic = own.Traffic(60).count("ok", lambda _: 60).count("failed", lambda _: 0)
    traffic.take(lambda minute: slow if begin < minute <= end else 0.15)
    fires = own.firing("EtaSlow", "ticket")
    facts = [(own.silent("EtaSlow"), begin), (own.pending("EtaSlow"), begin + 6), (own.silent("EtaSlow"), begin + 10)]
    facts += [(fires, begin + 13), (fires, end), (own.silent("EtaSlow"), end + 8), (own.silent("EtaErrors"), begin + 15)]
    assert promtool.agrees(traffic.series, facts)


@says(
    es="EtaSilent se dispara si ninguna copia responde durante 5 minutos, no antes, y se apaga cuando vuelve una",
    en="EtaSilent fires if no copy answers for 5 minutes, not earlier, and goes out when one is back",
)
@advises(
    es="up vale 1 o 0 por cada copia. ¿Qué queda de up == 1 cuando no responde ninguna?",
    en="up is 1 or 0 for each copy. What is left of up == 1 when none answers?",
)
def test_silence_fires_after_its_time(promtool, own, rng):
    begin, end = int(rng.integers(8, 15)), int(rng.integers(25, 35))
    traffic = own.Traffic(50).live(lambda copy, minute: not begin < minute <= end or (copy == 1 and minute < begin + 3))
    facts = [(own.silent("EtaSilent"), begin), (own.silent("EtaSilent"), begin + 7), (own.pending("EtaSilent"), begin + 6)]
    facts += [(own.firing("EtaSilent", "page"), begin + 9), (own.firing("EtaSilent", "page"), end)]
    facts += [(own.silent("EtaSilent"), end + 2)]
    assert promtool.agrees(traffic.series, facts)


@says(
    es="Cada alerta lleva una anotación summary que una persona puede leer",
    en="Each alert has a summary annotation that a person can read",
)
@advises(
    es="annotations va al lado de labels, dentro de la alerta.",
    en="annotations goes beside labels, inside the alert.",
)
def test_every_alert_says_what_happens(rules, reader):
    summaries = dict(as_list(run_in(reader, _summaries, rules)))
    assert {"EtaErrors", "EtaSlow", "EtaSilent"} <= set(summaries)
    assert all(len(summary.split()) >= 3 for summary in summaries.values())


def _summaries(rules):
    import yaml

    found = [rule for group in yaml.safe_load(rules)["groups"] for rule in group["rules"] if "alert" in rule]
    return [[str(rule["alert"]), str((rule.get("annotations") or {}).get("summary", ""))] for rule in found]

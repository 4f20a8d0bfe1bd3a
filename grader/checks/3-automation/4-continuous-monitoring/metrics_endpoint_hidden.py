"""What a server exposes before anything happens, when much happens, and when it is one of two."""

from __future__ import annotations

import json

from grader.judging.api import says


@says(
    es="Los tres outcome están en /metrics con un 0 antes de la primera petición",
    en="The three outcomes are in /metrics with a 0 before the first request",
)
def test_every_outcome_begins_at_zero(serve):
    page = serve().look()
    assert list(page.outcomes().values()) == [0, 0, 0]
    assert page.value("eta_request_seconds_count") == 0


@says(
    es="Mil clientes no dan más series que uno: las etiquetas no llevan nada que venga en la petición",
    en="A thousand customers give no more series than one: the labels hold nothing that comes in the request",
    weight=2,
)
def test_the_number_of_series_is_bounded(serve, own, rng):
    service = serve()
    service.predict(own.draw_orders(rng, ok=1, rejected=1, failed=1))
    service.post([b"nothing"])
    few = service.scrape().series()
    orders = own.draw_orders(rng, ok=25, rejected=10, failed=10)
    service.predict(orders)
    service.post([f"nothing {rng.bytes(4).hex()}".encode() for _ in range(10)])
    service.ask([("GET", f"/{rng.bytes(4).hex()}") for _ in range(5)])
    service.ask([("POST", f"/{rng.bytes(4).hex()}", b"{}") for _ in range(5)])
    page = service.scrape()
    assert page.series() == few <= 100
    assert page.answered() == service.sent
    assert not any(order["customer"] in page.text for order in orders)


@says(
    es="El histograma cuenta también lo que tardan las peticiones que acaban en error",
    en="The histogram counts the time of requests that end in an error too",
)
def test_errors_take_time_too(serve, own, rng):
    service = serve()
    takes = rng.uniform(0.02, 0.05, size=4).round(3).tolist()
    late = [{"customer": rng.bytes(6).hex(), "then": "fails late", "takes": one} for one in takes]
    answers = service.predict([*late, *own.draw_orders(rng, rejected=3)])
    page = service.scrape()
    assert page.value("eta_request_seconds_count") == len(answers)
    assert 0.9 * sum(takes) <= page.value("eta_request_seconds_sum") <= sum(answer.seconds for answer in answers)


@says(
    es="Dos servidores en el mismo proceso no mezclan sus cuentas ni sus versiones",
    en="Two servers in the same process mix neither their counts nor their versions",
)
def test_two_servers_are_two(serve, own, rng):
    first, second = serve("first"), serve("second")
    first.predict(own.draw_orders(rng, ok=3, failed=2))
    second.predict(own.draw_orders(rng, ok=1, rejected=4))
    assert first.scrape().outcomes() == {"ok": 3, "rejected": 0, "failed": 2}
    assert second.scrape().outcomes() == {"ok": 1, "rejected": 4, "failed": 0}
    assert [service.look().value("eta_model_info", version="second") == 1 for service in (first, second)] == [False, True]


@says(
    es="Con muchas peticiones a la vez no se pierde ninguna cuenta, y /metrics responde aunque una predicción esté esperando",
    en="With many requests at once no count is lost, and /metrics answers although a prediction is waiting",
)
def test_many_at_once(serve, own, rng):
    service = serve()
    service.predict(own.draw_orders(rng, ok=30, rejected=10, failed=10), at_once=8)
    assert service.scrape().outcomes() == {"ok": 30, "rejected": 10, "failed": 10}
    order = {**own.draw_orders(rng, waits=1)[0]}
    connection = own.leave_waiting(service, json.dumps(order).encode())
    assert service.predictor.is_inside() is True
    assert service.look().value("eta_request_seconds_count") == 50
    service.predictor.open_gate()
    connection.join()
    service.sent += 1
    assert service.scrape().outcomes()["ok"] == 31

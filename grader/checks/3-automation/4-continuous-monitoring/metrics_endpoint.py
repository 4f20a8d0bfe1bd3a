"""A server that runs, asked and scraped as Prometheus scrapes it."""

from __future__ import annotations

import itertools
import json

from numpy.testing import assert_allclose

from grader.judging.api import advises, says


@says(
    es="El servidor responde: 200 con los minutos, 400 si predict lanza ValueError o el cuerpo no es JSON, 500 si falla por otra cosa",
    en="The server answers: 200 with the minutes, 400 if predict raises ValueError or the body is not JSON, 500 if it fails otherwise",
)
@advises(
    es="json.loads también lanza un ValueError. El error de un pedido no puede dejar sin servicio al siguiente.",
    en="json.loads raises a ValueError too. The error of one order must not leave the next one without service.",
)
def test_it_answers(serve, own, rng):
    service = serve()
    orders = own.draw_orders(rng, ok=3, rejected=2, failed=2)
    answers = service.predict(orders)
    expected = {"ok": 200, "rejected": 400, "failed": 500}
    assert [answer.status for answer in answers] == [expected[order["then"]] for order in orders]
    assert service.post([b"three kilometres", b"\xff\xfe"])[0].status == 400
    for answer, order in zip(answers, orders, strict=True):
        if answer.status == 200:
            assert_allclose(float(json.loads(answer.body)["minutes"]), 12 + 3.5 * order["distance_km"])


@says(
    es="eta_requests_total es un contador con el número exacto de peticiones de cada outcome",
    en="eta_requests_total is a counter with the exact number of requests of each outcome",
    weight=2,
)
@advises(
    es="Cuenta también las que rechazas y las que fallan, cada una con su outcome. Un Counter añade _total a su nombre.",
    en="Count those that you reject and those that fail too, each with its outcome. A Counter adds _total to its name.",
)
def test_requests_are_counted_by_outcome(serve, own, rng):
    service = serve()
    for _ in range(2):
        counts = {outcome: int(count) for outcome, count in zip(own.OUTCOMES, rng.choice(range(2, 9), 3), strict=True)}
        before = service.scrape().outcomes()
        service.predict(own.draw_orders(rng, **counts))
        page = service.scrape()
        assert page.types.get("eta_requests") == "counter"
        grown = {
            outcome: page.outcomes()[outcome] - (0 if service.sent == sum(counts.values()) else before[outcome])
            for outcome in counts
        }
        assert grown == counts


@says(
    es="eta_request_seconds es un histograma: cuenta todas las peticiones y suma los segundos que tardan",
    en="eta_request_seconds is a histogram: it counts all the requests and sums the seconds that they take",
    weight=2,
)
@advises(
    es="El tiempo va en segundos y empieza antes de predecir. Un Summary no sirve: de él no sale el p95 de todas las copias.",
    en="Time goes in seconds and begins before predicting. A Summary will not do: the p95 of all copies cannot be had from it.",
)
def test_latency_is_a_histogram_in_seconds(serve, rng):
    service = serve()
    takes = rng.uniform(0.02, 0.05, size=6).round(3).tolist()
    answers = service.predict([{"customer": rng.bytes(6).hex(), "distance_km": 1.0, "takes": one} for one in takes])
    page = service.scrape()
    assert page.types.get("eta_request_seconds") == "histogram"
    assert page.value("eta_request_seconds_count") == len(takes)
    assert page.value("eta_request_seconds_bucket", le="+Inf") == len(takes)
    assert 0.9 * sum(takes) <= page.value("eta_request_seconds_sum") <= sum(answer.seconds for answer in answers)


@says(
    es="Los cajones sirven para este servicio: el límite de 0,3 s es uno de los bordes, llegan de 0,01 a 2 s sin saltos y no son más de 20",
    en="The buckets serve this service: the limit of 0.3 s is one of the bounds, they go from 0.01 to 2 s without leaps and are no more than 20",
)
@advises(
    es="Cada borde, a lo sumo 2,5 veces el anterior. Los que trae Histogram por defecto no tienen tu límite.",
    en="Each bound at most 2.5 times the one before. Those that Histogram brings by default lack your limit.",
)
def test_the_buckets_are_sensible(serve, own):
    bounds = serve().look().bounds()
    assert own.LIMIT_SECONDS in bounds
    assert 0 < bounds[0] <= 0.01
    assert bounds[-1] >= 2
    assert len(bounds) <= 20
    inner = [bound for bound in bounds if bound <= 3]
    assert all(after <= 2.5 * before + 1e-9 for before, after in itertools.pairwise(inner))


@says(
    es="/metrics tiene el formato de Prometheus, y eta_model_info dice qué versión responde",
    en="/metrics has Prometheus' format, and eta_model_info says which version answers",
)
@advises(
    es="La versión es una etiqueta de una métrica que vale siempre 1. Y el tipo de contenido es CONTENT_TYPE_LATEST.",
    en="The version is a label of a metric that is always 1. And the content type is CONTENT_TYPE_LATEST.",
)
def test_the_version_can_be_seen(serve, rng):
    version = f"{rng.integers(1, 9)}.{rng.integers(10, 99)}.{rng.integers(100, 999)}"
    page = serve(version).look()
    assert page.kind.startswith(("text/plain", "application/openmetrics-text"))
    assert page.value("eta_model_info", version=version) == 1

"""A dashboard as JSON, its queries taken apart and held against what the student's own server exposes."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="Es un JSON que Grafana abre: título, schemaVersion y paneles con id, título, unidad, fuente de datos y consulta",
    en="It is a JSON that Grafana opens: title, schemaVersion and panels with an id, title, unit, data source and query",
)
@advises(
    es="Compara con el panel de ejemplo, campo por campo. Cada id y cada refId, una vez.",
    en="Compare with the example panel, field by field. Each id and each refId, once.",
)
def test_grafana_opens_it(board):
    assert isinstance(board.told["title"], str)
    assert board.told["title"].strip()
    assert type(board.told["schemaVersion"]) is int
    assert board.told["schemaVersion"] >= 30
    ids = [panel["id"] for panel in board.panels]
    assert len(board.panels) >= 4
    assert all(type(one) is int for one in ids)
    assert len(set(ids)) == len(ids)
    for panel in board.panels:
        assert panel["title"].strip()
        assert panel["datasource"]["type"] == "prometheus"
        assert panel["datasource"]["uid"]
        assert panel["fieldConfig"]["defaults"]["unit"]
        names = [target["refId"] for target in panel["targets"]]
        assert names
        assert len(set(names)) == len(names)


@says(
    es="Todas las consultas son PromQL, con las variables de Grafana en su sitio",
    en="All the queries are PromQL, with Grafana's variables in their place",
)
@advises(
    es="promql_parser.parse dice dónde se pierde. Antes hay que poner un tiempo donde está $__rate_interval.",
    en="promql_parser.parse says where it gets lost. A time has to go first where $__rate_interval stands.",
)
def test_every_query_is_promql(board):
    assert board.queries()
    assert all(board.selectors(query) for query in board.queries())


@says(
    es="Todas las consultas piden series que tu servidor expone, con sus etiquetas",
    en="All the queries ask for series that your server exposes, with their labels",
    weight=2,
)
@advises(
    es="Compara cada nombre y cada etiqueta con lo que responde /metrics de tu start_server. Un nombre que no existe no da error: da un panel vacío.",
    en="Compare each name and each label with what /metrics of your start_server answers. A name that does not exist gives no error: it gives an empty panel.",
)
def test_the_server_exposes_what_is_asked_for(board, exposed):
    assert board.queries()
    for query in board.queries():
        for selector in board.selectors(query):
            series = [dict(labels) for name, labels in exposed.samples if name == selector.name]
            assert any(selector.meets(labels) for labels in series)
            labels = {label for one in series for label in one} | {"job", "instance"}
            asked = {label for step in selector.steps if step[0] == "aggregate" and step[2] == "by" for label in step[3]}
            assert asked <= labels


@says(
    es="Ningún contador sale crudo, y rate va siempre antes que sum",
    en="No counter comes out raw, and rate always goes before sum",
    weight=2,
)
@advises(
    es="rate se aplica a cada serie, con su ventana entre corchetes; lo demás, por fuera.",
    en="rate is applied to each series, with its window in brackets; all the rest, outside.",
)
def test_rate_comes_before_sum(board):
    counters = [one for query in board.queries() for one in board.selectors(query) if one.is_counter()]
    assert counters
    assert all(one.is_rated() for one in counters)
    assert not any(step[0] == "subquery" for one in counters for step in one.steps)


@says(
    es="El panel en segundos dibuja el p95: histogram_quantile sobre los cajones, sumados por le",
    en="The panel in seconds draws the p95: histogram_quantile over the buckets, summed by le",
    weight=2,
)
@advises(
    es="Si la suma pierde le, histogram_quantile no da nada. Un promedio (_sum entre _count) no es un percentil.",
    en="If the sum loses le, histogram_quantile gives nothing. A mean (_sum over _count) is no percentile.",
)
def test_p95_comes_from_the_buckets(board):
    drawn = [one for query in board.queries("s") for one in board.selectors(query)]
    assert any(_is_p95(one) for one in drawn)


def _is_p95(selector):
    sums = [step for step in selector.steps if step[0] == "aggregate"]
    keeps = {"by": lambda labels: labels == ["le"], "without": lambda labels: "le" not in labels, "": lambda labels: False}
    return (
        selector.name == "eta_request_seconds_bucket"
        and ["call", "histogram_quantile", 0.95] in selector.steps
        and len(sums) == 1
        and sums[0][1] == "sum"
        and keeps[sums[0][2]](sums[0][3])
        and selector.steps.index(["call", "histogram_quantile", 0.95]) < selector.steps.index(sums[0])
    )

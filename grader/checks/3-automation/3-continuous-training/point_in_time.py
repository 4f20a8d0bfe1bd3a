"""The table of a date: the labels that were known then, the shares that each order could see."""

from __future__ import annotations

from grader.judging.api import advises, as_list, run_in, says
from grader.orders import FEATURES


@says(
    es="Están justo los pedidos cuya etiqueta ya se sabía en la fecha, con esa etiqueta",
    en="There are exactly the orders whose label was known on the date, with that label",
    weight=2,
)
@advises(
    es="Compara known_at de cada etiqueta con as_of. Un pedido sin etiqueta conocida no es un pedido a tiempo: no entra.",
    en="Compare the known_at of each label with as_of. An order without a known label is not an order on time: it stays out.",
)
def test_only_the_labels_of_the_date(built, tables):
    assert {order: late for order, (late, _) in built(tables).items()} == _known_labels(tables)


@says(
    es="Cada pedido lleva la última proporción de retrasos de su cocina que se sabía cuando se hizo",
    en="Each order has the last share of its kitchen that was known when it was placed",
    weight=2,
)
@advises(
    es="merge_asof busca hacia atrás desde placed_at, por cocina. La fecha as_of no es el momento del pedido.",
    en="merge_asof looks backwards from placed_at, by kitchen. The date as_of is not the moment of the order.",
)
def test_each_order_sees_its_own_time(built, tables):
    rows, orders = built(tables), tables.orders.set_index("order_id")
    assert set(rows) == set(_known_labels(tables))
    for number, (_, share) in rows.items():
        order = orders.loc[number]
        moments = tables.shares.loc[tables.shares["kitchen"] == order["kitchen"]].set_index("late_share")["known_at"]
        assert share in moments.index
        assert moments[share] <= order["placed_at"]
        assert not moments.between(moments[share], order["placed_at"], inclusive="right").any()


@says(
    es="La tabla tiene las columnas de los pedidos, con lo suyo en cada fila, late_share y late, y ninguna más",
    en="The table has the columns of the orders, each row with its own, late_share and late, and no more",
)
@advises(
    es="Quita las columnas que solo sirvieron para unir, como known_at.",
    en="Drop the columns that served only for joining, such as known_at.",
)
def test_the_columns(student, built, tables):
    table = student.training_set(*tables.arguments())
    columns = as_list(run_in(table, lambda frame: [str(name) for name in frame.columns], table))
    assert sorted(columns) == sorted([*tables.orders.columns, "late_share", "late"])
    assert set(built(tables)) == set(_known_labels(tables))
    rows = as_list(run_in(table, _known, table, list(FEATURES)))
    orders = tables.orders.set_index("order_id")[list(FEATURES)]
    assert all(tuple(values) == tuple(orders.loc[number].tolist()) for number, values in rows)


def _known_labels(tables):
    """Here each order has one label."""
    return {row.order_id: row.late for row in tables.labels.itertuples() if row.known_at <= tables.as_of}


def _known(table, columns):
    return [[int(row["order_id"]), [float(row[name]) for name in columns]] for _, row in table.iterrows()]

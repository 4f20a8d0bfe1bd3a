"""Labels that are corrected or late, orders without a share, tables in any order, the instant itself."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from grader.judging.api import run_in, says


@says(
    es="De una etiqueta corregida usa la última versión que se sabía en la fecha",
    en="Of a corrected label it uses the last version that was known on the date",
    weight=2,
)
def test_a_corrected_label(built, tables, rng):
    hours = rng.permutation(len(tables.labels)) % 200 + 1
    corrected = tables.labels.assign(
        late=~tables.labels["late"], known_at=tables.labels["known_at"] + pd.to_timedelta(hours, unit="h")
    )
    labels = pd.concat([corrected, tables.labels], ignore_index=True)
    tables = replace(tables, labels=labels.sample(frac=1, random_state=int(rng.integers(1000))))
    assert built(tables) == expected(tables)


@says(
    es="Los pedidos más jóvenes que wait_days no entran, aunque su etiqueta ya se sepa",
    en="Orders younger than wait_days stay out, even if their label is known already",
)
def test_young_orders_wait(built, tables, rng):
    for wait_days in sorted(rng.choice(range(1, 9), size=2, replace=False).tolist()):
        waiting = replace(tables, wait_days=wait_days)
        assert built(waiting) == expected(waiting)


@says(
    es="Un pedido anterior a la primera proporción de su cocina se queda, sin ella",
    en="An order from before the first share of its kitchen stays, without a share",
)
def test_an_order_without_a_share(built, tables):
    start = tables.orders["placed_at"].min() + pd.Timedelta(days=8)
    first = tables.shares["kitchen"].min()
    late_kitchen = (tables.shares["kitchen"] == first) & (tables.shares["known_at"] < start)
    tables = replace(tables, shares=tables.shares[~late_kitchen].reset_index(drop=True))
    assert built(tables) == expected(tables)


@says(
    es="Las tablas pueden venir en cualquier orden, y no las cambia",
    en="The tables may come in any order, and it does not change them",
)
def test_tables_in_any_order(student, built, tables, rng):
    def shuffled(frame):
        return frame.sample(frac=1, random_state=int(rng.integers(1000)))

    parts = shuffled(tables.orders), shuffled(tables.labels), shuffled(tables.shares)
    tables = replace(tables, orders=parts[0], labels=parts[1], shares=parts[2])
    assert built(tables) == expected(tables)
    assert run_in(student, _untouched, student["training_set"], tables.arguments()) is True


def _untouched(function, arguments):
    copies = [frame.copy() for frame in arguments[:3]]
    function(*arguments)
    return all(frame.equals(copy) for frame, copy in zip(arguments[:3], copies, strict=True))


@says(
    es="Lo que se supo justo en ese instante cuenta como sabido",
    en="What became known at that very instant counts as known",
)
def test_the_instant_itself_counts(built, tables):
    order = tables.orders[tables.orders["order_id"].isin(list(expected(tables)))].iloc[-1]
    instant = order["placed_at"]
    share = pd.DataFrame({"kitchen": [order["kitchen"]], "known_at": [instant], "late_share": [0.12345]})
    same = replace(tables, shares=pd.concat([tables.shares, share]).sort_values("known_at", ignore_index=True))
    assert built(same) == expected(same)
    middle = len(tables.labels) // 2
    at_label = replace(tables, as_of=tables.labels["known_at"].iloc[middle])
    assert built(at_label) == expected(at_label)
    placed = tables.orders["placed_at"].iloc[middle]
    at_limit = replace(tables, as_of=placed + pd.Timedelta(days=7), wait_days=7)
    assert int(tables.orders["order_id"].iloc[middle]) in expected(at_limit)
    assert built(at_limit) == expected(at_limit)


@says(
    es="Nada que pase después de la fecha cambia la tabla",
    en="Nothing that happens after the date changes the table",
)
def test_the_future_changes_nothing(built, tables):
    past = replace(
        tables,
        orders=tables.orders[tables.orders["placed_at"] <= tables.as_of],
        labels=tables.labels[tables.labels["known_at"] <= tables.as_of],
        shares=tables.shares[tables.shares["known_at"] <= tables.as_of],
    )
    rows = built(past)
    assert rows == expected(tables)
    assert built(tables) == rows


def expected(tables):
    """By order: its label and the kitchen's share, as the statement says; None where there was no share yet."""
    limit = tables.as_of - pd.Timedelta(days=tables.wait_days)
    label = {}
    for row in tables.labels.itertuples():
        if row.known_at <= tables.as_of and (row.order_id not in label or label[row.order_id][0] < row.known_at):
            label[row.order_id] = row.known_at, bool(row.late)
    rows = {}
    for row in tables.orders.itertuples():
        if row.placed_at <= limit and row.order_id in label:
            seen = tables.shares[(tables.shares["kitchen"] == row.kitchen) & (tables.shares["known_at"] <= row.placed_at)]
            share = seen.loc[seen["known_at"].idxmax(), "late_share"] if len(seen) else None
            rows[row.order_id] = label[row.order_id][1], share
    return rows

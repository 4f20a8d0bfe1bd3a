# One table of cases, parametrized; a fixture gives the table; other columns come along.
def test_file():
    return '''import numpy as np
import pandas as pd
import pytest

from cleaning import clean_orders

CASES = [
    ([(1, 20.0, 0.0)], {1: (20.0, 0.0, False)}),
    ([(1, 20.0, 0.0), (1, 30.0, 1.0)], {1: (30.0, 1.0, False)}),
    ([(1, 20.0, 0.0), (1, 0.0, 1.0)], {}),
    ([(1, 20.0, 0.0), (1, np.nan, 1.0)], {}),
    ([(1, np.nan, 0.0), (2, 5.0, 0.0)], {2: (5.0, 0.0, False)}),
    ([(1, 0.0, 0.0)], {}),
    ([(1, -5.0, 0.0)], {}),
    ([(1, 180.0, 0.0)], {1: (180.0, 0.0, True)}),
    ([(1, 180.01, 0.0)], {}),
    ([(1, 40.0, 2.5)], {1: (40.0, 2.5, False)}),
    ([(1, 40.01, 2.5)], {1: (40.01, 2.5, True)}),
    ([(1, 20.0, np.nan)], {1: (20.0, 0.0, False)}),
]


@pytest.fixture
def make():
    more = {"city": "Lugo", "day": pd.Timestamp("2026-11-02")}
    return lambda rows: pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"]).assign(**more)


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_clean_orders(make, rows, expected):
    given = make(rows)
    before = given.copy(deep=True)
    clean = clean_orders(given)
    assert {row.order_id: (row.minutes, row.rain_mm, row.late) for row in clean.itertuples()} == expected
    assert set(clean["city"]) <= {"Lugo"} and (clean["day"] == pd.Timestamp("2026-11-02")).all()
    pd.testing.assert_frame_equal(given, before)
'''

# loses: test_they_find_the_wrong_order_of_steps
# Of repeated orders, both versions are always valid ones: which step comes first cannot be seen.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_the_last_version_of_an_order_stays():
    assert by_id(table((1, 20.0, 0.0), (1, 30.0, 0.0)))["minutes"].to_dict() == {1: 30.0}


def test_minutes_are_known_and_between_0_and_180():
    minutes = [None, -1.0, 0.0, 0.5, 180.0, 180.5]
    assert set(by_id(table(*((number, value, 0.0) for number, value in enumerate(minutes)))).index) == {3, 4}


def test_rain_that_was_not_measured_is_none():
    assert by_id(table((1, 20.0, None), (2, 20.0, 1.5)))["rain_mm"].to_dict() == {1: 0.0, 2: 1.5}


def test_late_is_more_than_40_minutes():
    assert by_id(table((1, 39.9, 0.0), (2, 40.0, 0.0), (3, 40.1, 0.0)))["late"].to_dict() == {1: False, 2: False, 3: True}


def test_the_table_given_stays_as_it_was():
    given = table((1, 20.0, None), (1, None, 1.0), (2, 50.0, 2.0))
    before = given.copy()
    clean_orders(given)
    pd.testing.assert_frame_equal(given, before)
'''

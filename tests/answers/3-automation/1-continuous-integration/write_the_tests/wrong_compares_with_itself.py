# loses: test_they_find_the_wrong_order_of_steps, test_they_find_late_at_forty
# What it expects is what the function itself gives: that is so for any function.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_the_table_given_stays_as_it_was():
    given = table((1, 20.0, None), (1, None, 1.0), (2, 50.0, 2.0))
    before = given.copy()
    clean_orders(given)
    pd.testing.assert_frame_equal(given, before)


def test_the_same_again():
    df = table((1, 20.0, None), (1, 0.0, 0.0), (2, 40.0, 0.0), (3, 180.0, 0.0), (4, None, 0.0))
    pd.testing.assert_frame_equal(clean_orders(df), clean_orders(df))
'''

# loses: test_they_pass_where_all_is_right, test_they_find_the_wrong_order_of_steps
# Fails for every fault, and for what is right too.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_the_last_version_stays():
    assert clean_orders(table((1, 20.0, 0.0), (1, 30.0, 0.0))) == 30.0
'''

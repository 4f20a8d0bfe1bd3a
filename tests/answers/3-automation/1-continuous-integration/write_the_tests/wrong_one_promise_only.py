# loses: test_they_find_the_wrong_order_of_steps, test_they_find_late_at_forty
# Tests one promise, the one that the text shows.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_the_last_version_of_an_order_stays():
    assert by_id(table((1, 20.0, 0.0), (1, 30.0, 0.0)))["minutes"].to_dict() == {1: 30.0}
'''

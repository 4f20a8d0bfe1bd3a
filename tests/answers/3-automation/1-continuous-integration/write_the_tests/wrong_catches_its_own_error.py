# loses: test_they_pass_where_all_is_right, test_they_find_the_wrong_order_of_steps
# A broad except swallows the AssertionError: nothing can fail.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_everything():
    try:
        assert by_id(table((1, 20.0, 0.0), (1, 30.0, 0.0)))["minutes"].to_dict() == {1: 30.0}
        assert by_id(table((1, 20.0, None)))["rain_mm"].to_dict() == {1: 0.0}
        assert set(by_id(table((1, None, 0.0), (2, 0.0, 0.0), (3, 180.0, 0.0))).index) == {3}
    except Exception as error:
        print("something is wrong:", error)
'''

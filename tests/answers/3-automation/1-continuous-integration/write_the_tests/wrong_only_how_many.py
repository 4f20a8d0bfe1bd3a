# loses: test_they_find_the_wrong_order_of_steps, test_they_find_late_at_forty
# Counts rows: how many there are says nothing of what is in them.
def test_file() -> str:
    return '''import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")

def test_how_many():
    df = table((1, 20.0, 0.0), (1, 30.0, 0.0), (2, None, 0.0), (3, 0.0, 0.0), (4, 180.0, 0.0), (5, 20.0, None))
    clean = clean_orders(df)
    assert isinstance(clean, pd.DataFrame)
    assert len(clean) == 3
    assert "late" in clean.columns
'''

# Drawn tables against a slow, obvious implementation of one's own, with the limits among the values.
def test_file():
    return """
import random
import pandas as pd
from cleaning import clean_orders

VALUES = [None, -1.0, 0.0, 0.5, 39.0, 40.0, 41.0, 179.0, 180.0, 181.0]


def obvious(rows):
    last = {}
    for order_id, minutes, rain in rows:
        last[order_id] = (minutes, rain)
    return {
        order_id: (minutes, 0.0 if rain is None else rain, minutes > 40)
        for order_id, (minutes, rain) in last.items()
        if minutes is not None and 0 < minutes <= 180
    }


def test_many_tables():
    chance = random.Random(1)
    for _ in range(150):
        rows = [(chance.randint(1, 9), chance.choice(VALUES), chance.choice([None, 0.0, 1.5])) for _ in range(12)]
        df = pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"]).astype({"minutes": float, "rain_mm": float})
        same = df.copy()
        clean = clean_orders(df)
        found = {i: (m, r, bool(l)) for i, m, r, l in zip(clean.order_id, clean.minutes, clean.rain_mm, clean.late)}
        assert found == obvious(rows)
        assert df.equals(same)
"""

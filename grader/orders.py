"""The course's story: orders of a delivery company. A row is an order; a column is something known when it is placed,
or what we would like to predict.

Known when the order is placed (`FEATURES`):

    distance_km    km from the restaurant to the door
    items          dishes in the order
    hour           local time in hours, from 10.0 to 23.0 (20.5 is half past eight in the evening)
    rain_mm        rain in the last hour, in mm; most hours are dry
    courier_load   orders that the courier already carries

To predict (`MINUTES`, `LATE`):

    minutes        minutes from the order to the door (regression)
    late           True when it took longer than the PROMISED_MINUTES (classification)

Nothing here was ever measured. We wrote the world down below, so you can check what a model learns against the truth.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

FEATURES = ["distance_km", "items", "hour", "rain_mm", "courier_load"]
MINUTES = "minutes"
LATE = "late"
PROMISED_MINUTES = 40.0


def make_orders(n: int, seed: int | np.random.Generator = 2026) -> pd.DataFrame:
    """`n` orders. The same seed gives the same orders."""
    rng = np.random.default_rng(seed)
    orders = pd.DataFrame(
        {
            "distance_km": rng.gamma(shape=2.5, scale=1.4, size=n),
            "items": 1 + rng.poisson(2.0, size=n),
            "hour": rng.uniform(10.0, 23.0, size=n),
            "rain_mm": rng.exponential(3.0, size=n) * (rng.random(n) < 0.25),
            "courier_load": rng.poisson(1.0, size=n),
        }
    )
    orders[MINUTES] = np.maximum(5.0, usual_minutes(orders) + rng.normal(0.0, 4.0, size=n))
    orders[LATE] = orders[MINUTES] > PROMISED_MINUTES
    return orders


def usual_minutes(orders: pd.DataFrame) -> pd.Series:
    """How long each order would take if nothing were left to chance."""
    return (
        12.0
        + 3.5 * orders["distance_km"]
        + 1.2 * orders["items"]
        + 1.5 * orders["rain_mm"]
        + 4.0 * orders["courier_load"]
        + rush_minutes(orders["hour"])
    )


def rush_minutes(hour: pd.Series) -> pd.Series:
    """The wait that lunch and dinner add: two bumps, at half past one and at half past eight."""
    lunch = 5.0 * np.exp(-((hour - 13.5) ** 2))
    dinner = 9.0 * np.exp(-(((hour - 20.5) / 1.5) ** 2))
    return lunch + dinner

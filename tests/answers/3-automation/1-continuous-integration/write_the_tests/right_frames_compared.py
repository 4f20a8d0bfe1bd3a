# Whole tables, put in order first, compared with pandas' own testing; an empty one among them.
def test_file() -> str:
    return r'''
import pandas as pd
from pandas.testing import assert_frame_equal
from cleaning import clean_orders


def frame(**columns):
    return pd.DataFrame(columns)


def same(found, expected):
    found = found.sort_values("order_id").reset_index(drop=True)
    assert_frame_equal(found, expected, check_like=True, check_dtype=False)


def test_versions():
    df = frame(order_id=[3, 1, 3, 1], minutes=[50.0, 10.0, 20.0, 300.0], rain_mm=[0.0, 0.0, 4.0, 0.0])
    same(clean_orders(df), frame(order_id=[3], minutes=[20.0], rain_mm=[4.0], late=[False]))


def test_limits_and_nan():
    df = frame(order_id=range(8), minutes=[float("nan"), 0, 0.1, 40, 40.1, 180, 180.1, -40], rain_mm=[0.0] * 8)
    late = [False, False, True, True]
    same(clean_orders(df), frame(order_id=[2, 3, 4, 5], minutes=[0.1, 40, 40.1, 180], rain_mm=[0.0] * 4, late=late))


def test_rain():
    df = frame(order_id=[1, 2], minutes=[20.0, 20.0], rain_mm=[float("nan"), 3.0])
    same(clean_orders(df), frame(order_id=[1, 2], minutes=[20.0, 20.0], rain_mm=[0.0, 3.0], late=[False, False]))


def test_old_versions_do_not_come_back():
    df = frame(order_id=[1, 1], minutes=[20.0, float("nan")], rain_mm=[0.0, 0.0])
    assert clean_orders(df).empty


def test_the_input():
    df = frame(order_id=[1], minutes=[20.0], rain_mm=[float("nan")])
    clean_orders(df)
    assert_frame_equal(df, frame(order_id=[1], minutes=[20.0], rain_mm=[float("nan")]))
'''

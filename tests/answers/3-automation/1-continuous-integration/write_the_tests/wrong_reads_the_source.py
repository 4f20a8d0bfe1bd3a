# loses: test_they_find_the_wrong_order_of_steps, test_they_find_late_at_forty
# Looks at how it is written, not at what it does.
def test_file() -> str:
    return '''
import inspect
from cleaning import clean_orders

source = inspect.getsource(clean_orders)


def test_the_last_one_is_kept():
    assert 'keep="first"' not in source


def test_the_limits():
    assert ">= 0" not in source and "< 180" not in source.replace("<= 180", "") and "~" not in source


def test_the_rain():
    assert "dropna" not in source


def test_late():
    assert ">= 40" not in source


def test_the_input():
    assert "copy" in source
'''

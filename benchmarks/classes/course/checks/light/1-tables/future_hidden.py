import pandas as pd

from grader.judging.api import as_list, run_in, says


@says(es="Sirve también si no están en orden", en="Works also when they are not in order")
def test_any_order(student, rng):
    last = int(rng.integers(3, 9))
    before, after = student.split(pd.DataFrame({"day": [last, 1, last, 2]}))
    assert [as_list(run_in(student, _days, table)) for table in (before, after)] == [[1, 2], [last, last]]


def _days(orders):
    return sorted(orders["day"])

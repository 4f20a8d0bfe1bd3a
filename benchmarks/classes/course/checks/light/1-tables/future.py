import pandas as pd

from grader.judging.api import as_list, run_in, says


@says(es="El último día queda aparte", en="The last day is apart")
def test_the_last_day(student, rng):
    last = int(rng.integers(3, 9))
    before, after = student.split(pd.DataFrame({"day": [1, 2, last, last]}))
    assert [as_list(run_in(student, _days, table)) for table in (before, after)] == [[1, 2], [last, last]]


def _days(orders):
    return orders["day"].tolist()

import numpy as np
import pandas as pd

from grader.judging.api import as_list, run_in, says


@says(es="Quedan los pedidos completos, una vez", en="The complete orders stay, once")
def test_rows(student, rng):
    minutes = [float(n) for n in rng.integers(10, 60, size=2)]
    orders = pd.DataFrame({"day": [1, 1, 2, 3], "minutes": [minutes[0], minutes[0], np.nan, minutes[1]]})
    cleaned = student.clean(orders)
    assert as_list(run_in(cleaned, _minutes, cleaned)) == minutes


def _minutes(orders):
    return orders["minutes"].tolist()

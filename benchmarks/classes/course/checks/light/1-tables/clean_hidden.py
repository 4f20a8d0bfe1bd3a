import numpy as np
import pandas as pd

from grader.judging.api import as_list, run_in, says


@says(es="Un pedido sin distancia se queda", en="An order without a distance stays")
def test_other_missing_values(student, rng):
    minutes = [float(n) for n in rng.choice(np.arange(10, 60), size=2, replace=False)]
    cleaned = student.clean(pd.DataFrame({"distance": [np.nan, 2.5, 2.5], "minutes": [*minutes, np.nan]}))
    assert as_list(run_in(cleaned, _minutes, cleaned)) == minutes


def _minutes(orders):
    return orders["minutes"].tolist()

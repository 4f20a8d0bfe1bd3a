import numpy as np
import pandas as pd

from grader.judging.api import says


@says(es="Lo que falta no cuenta", en="What is missing does not count")
def test_missing_minutes(student, rng):
    minutes = float(rng.integers(10, 60))
    told = student.mean_minutes(pd.DataFrame({"place": ["Sol", "Sol", "Luna"], "minutes": [minutes, np.nan, 5.0]}))
    assert told == {"Sol": minutes, "Luna": 5.0}

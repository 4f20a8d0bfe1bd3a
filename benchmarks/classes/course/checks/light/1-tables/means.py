import numpy as np
import pandas as pd

from grader.judging.api import says


@says(es="Da la media de cada restaurante", en="Gives the mean of each restaurant")
def test_means(student, rng):
    minutes = rng.integers(10, 60, size=4).astype(float)
    told = student.mean_minutes(pd.DataFrame({"place": ["Sol", "Luna", "Sol", "Luna"], "minutes": minutes}))
    assert told.keys() == {"Sol", "Luna"}
    np.testing.assert_allclose([told["Sol"], told["Luna"]], [minutes[::2].mean(), minutes[1::2].mean()])

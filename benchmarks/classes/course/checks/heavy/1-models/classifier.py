import numpy as np

from grader.judging.api import as_array, says


@says(es="Reconoce los pedidos que llegan tarde", en="Recognises the orders that are late")
def test_accuracy(student, rng):
    X = rng.normal(size=(200, 2))
    late = X[:, 0] + X[:, 1] > 0
    assert np.mean(as_array(student.fit_late(X, late).predict(X)) == late) > 0.9

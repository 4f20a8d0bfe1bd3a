from numpy.testing import assert_allclose

from grader.judging.api import as_array, says


@says(es="No importa en qué unidad esté una columna", en="It does not matter in which unit a column is")
def test_units(student, rng):
    X = rng.normal(size=(200, 2))
    late = X[:, 0] + X[:, 1] > 0
    told = [as_array(student.fit_late(x, late).predict_proba(x)) for x in (X, X * [1, 0.001])]
    assert_allclose(told[0], told[1], atol=1e-3)

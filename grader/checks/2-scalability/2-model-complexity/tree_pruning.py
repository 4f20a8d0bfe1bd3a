"""A tree of few leaves that is right about as often."""

from __future__ import annotations

from numpy.testing import assert_allclose

from grader.judging.api import advises, as_number, says


@says(
    es="El árbol tiene muchas menos hojas que sin podar",
    en="The tree has many fewer leaves than the unpruned one",
)
@advises(
    es="Con las filas de entrenamiento gana siempre el árbol entero. ¿Mediste cada α en validación cruzada, y tomaste el mayor?",
    en="On the training rows the whole tree always wins. Did you measure each α by cross-validation, and take the largest?",
)
def test_many_fewer_leaves(budget, facts):
    assert facts(budget.tree, budget.later.X).leaves <= 0.4 * budget.unpruned().get_n_leaves()


@says(
    es="Con filas que nadie vio no pierde más de lo permitido frente al árbol sin podar",
    en="On rows that nobody has seen it loses no more than allowed against the unpruned tree",
)
@advises(
    es="De los α que pierden como mucho allowed_loss frente al mejor, el mayor. ¿Y entrenaste el árbol con ese α?",
    en="Of the α that lose at most allowed_loss against the best, the largest. And did you train the tree with that α?",
)
def test_it_loses_no_more_than_allowed(budget, facts):
    right = (facts(budget.tree, budget.later.X).classes == budget.later.y).mean()
    whole = budget.unpruned().score(budget.later.X, budget.later.y)
    assert right > whole - budget.allowed_loss - 0.07


@says(
    es="El acierto que devuelve es el de ese árbol con las filas de prueba",
    en="The accuracy that it gives back is that of that tree on the test rows",
)
@advises(
    es="No es el de la validación cruzada ni el de las filas de entrenamiento: las de prueba, una vez, al final.",
    en="It is neither that of cross-validation nor that of the training rows: the test rows, once, at the end.",
)
def test_the_accuracy_is_that_of_the_test_rows(budget, facts):
    right = (facts(budget.tree, budget.test.X).classes == budget.test.y).mean()
    assert_allclose(as_number(budget.accuracy), right, atol=1e-9)

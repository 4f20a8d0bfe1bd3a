"""What alpha may depend on: the training rows and the budget, and not the test rows."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from grader.judging.api import as_list, says


@says(
    es="Otras respuestas en las filas de prueba no cambian el árbol: α no sale de ellas",
    en="Other answers in the test rows do not change the tree: α does not come from them",
    weight=2,
)
def test_alpha_does_not_come_from_the_test_rows(student, budget, facts):
    train, test, later = budget.train, budget.test, budget.later
    tree, _ = as_list(student.prune_tree(train.X, train.y, test.X, 1 - test.y, budget.allowed_loss))
    again, before = facts(tree, later.X), facts(budget.tree, later.X)
    assert again.leaves == before.leaves
    assert_array_equal(again.classes, before.classes)


@says(
    es="El árbol final se entrena con todas las filas de X",
    en="The final tree is trained on all the rows of X",
)
def test_the_final_tree_has_seen_all_rows(budget, facts):
    assert facts(budget.tree, budget.later.X).rows == len(budget.train.X)


@says(
    es="Con un presupuesto enorme queda una sola hoja: se toma el mayor α permitido",
    en="With an enormous budget a single leaf is left: the largest α allowed is taken",
)
def test_an_enormous_budget_leaves_one_leaf(student, draw_rows, facts):
    train, test = draw_rows(140), draw_rows(70)
    tree, _ = as_list(student.prune_tree(train.X, train.y, test.X, test.y, 0.9))
    assert facts(tree, test.X).leaves == 1

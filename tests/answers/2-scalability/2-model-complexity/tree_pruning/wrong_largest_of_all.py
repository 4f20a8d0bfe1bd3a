# loses: test_it_loses_no_more_than_allowed
# Takes the largest α of the path, whatever it costs.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas
    tree = DecisionTreeClassifier(random_state=0, ccp_alpha=alphas[-1]).fit(X, y)
    return tree, tree.score(X_test, y_test)

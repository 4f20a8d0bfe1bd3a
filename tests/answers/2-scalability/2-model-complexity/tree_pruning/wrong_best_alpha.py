# loses: test_an_enormous_budget_leaves_one_leaf
# Takes the α that is right most often, and spends nothing of the budget.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([cross_val_score(tree, X, y, cv=5).mean() for tree in trees])
    tree = trees[int(scores.argmax())].fit(X, y)
    return tree, tree.score(X_test, y_test)

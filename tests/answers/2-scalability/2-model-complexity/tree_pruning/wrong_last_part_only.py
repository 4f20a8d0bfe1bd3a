# loses: test_the_final_tree_has_seen_all_rows
# Gives back the tree of the last part, trained on four fifths of the rows.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([cross_val_score(tree, X, y, cv=5).mean() for tree in trees])
    place = np.flatnonzero(scores >= scores.max() - allowed_loss).max()
    for train, _ in StratifiedKFold(5).split(X, y):
        tree = trees[place].fit(X[train], y[train])
    return tree, tree.score(X_test, y_test)

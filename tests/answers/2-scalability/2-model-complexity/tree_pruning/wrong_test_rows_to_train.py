# loses: test_the_final_tree_has_seen_all_rows, test_alpha_does_not_come_from_the_test_rows
# Trains the last tree on all that there is, the test rows too.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([cross_val_score(tree, X, y, cv=5).mean() for tree in trees])
    place = np.flatnonzero(scores >= scores.max() - allowed_loss).max()
    tree = trees[place].fit(np.vstack([X, X_test]), np.r_[y, y_test])
    return tree, tree.score(X_test, y_test)

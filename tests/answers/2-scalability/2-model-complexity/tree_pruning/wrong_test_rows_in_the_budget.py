# loses: test_alpha_does_not_come_from_the_test_rows
# Validates, and then goes back to less pruning until the test rows agree.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([cross_val_score(tree, X, y, cv=5).mean() for tree in trees])
    place = np.flatnonzero(scores >= scores.max() - allowed_loss).max()
    while place and trees[place].fit(X, y).score(X_test, y_test) < scores.max() - allowed_loss:
        place -= 1
    return trees[place].fit(X, y), trees[place].score(X_test, y_test)

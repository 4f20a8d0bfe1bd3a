# loses: test_alpha_does_not_come_from_the_test_rows
# Chooses α by the accuracy on the test rows.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([tree.fit(X, y).score(X_test, y_test) for tree in trees])
    place = np.flatnonzero(scores >= scores.max() - allowed_loss).max()
    return trees[place], scores[place]

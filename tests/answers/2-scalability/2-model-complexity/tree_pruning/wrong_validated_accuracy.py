# loses: test_the_accuracy_is_that_of_the_test_rows
# Gives back the accuracy by which it chose.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    trees = [DecisionTreeClassifier(random_state=0, ccp_alpha=alpha) for alpha in alphas]
    scores = np.array([cross_val_score(tree, X, y, cv=5).mean() for tree in trees])
    place = np.flatnonzero(scores >= scores.max() - allowed_loss).max()
    return trees[place].fit(X, y), scores[place]

# GridSearchCV is told how to choose, and trains the tree itself.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    def largest_allowed(results):
        scores = results["mean_test_score"]
        return int(np.flatnonzero(scores >= scores.max() - allowed_loss).max())

    tree = DecisionTreeClassifier(random_state=0)
    alphas = tree.cost_complexity_pruning_path(X, y).ccp_alphas.clip(min=0)
    search = GridSearchCV(tree, {"ccp_alpha": alphas}, cv=5, refit=largest_allowed).fit(X, y)
    return search.best_estimator_, search.score(X_test, y_test)

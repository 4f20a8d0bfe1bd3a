# Cuts the rows into five shuffled parts by hand, and gives back a list.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    alphas = np.unique(np.abs(DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas))
    scores = np.zeros(len(alphas))
    for train, part in StratifiedKFold(5, shuffle=True, random_state=3).split(X, y):
        for place, alpha in enumerate(alphas):
            tree = DecisionTreeClassifier(random_state=0, ccp_alpha=alpha).fit(X[train], y[train])
            scores[place] += tree.score(X[part], y[part]) / 5
    alpha = alphas[scores >= scores.max() - allowed_loss][-1]
    tree = DecisionTreeClassifier(random_state=0, ccp_alpha=alpha).fit(X, y)
    return [tree, tree.score(X_test, y_test)]

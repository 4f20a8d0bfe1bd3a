# One α after the other, with a loop; the midpoints between prices serve as well.
def prune_tree(X, y, X_test, y_test, allowed_loss):
    prices = DecisionTreeClassifier(random_state=0).cost_complexity_pruning_path(X, y).ccp_alphas
    alphas = [(a + b) / 2 for a, b in zip(prices[:-1], prices[1:])] + [prices[-1]]
    scores = {}
    for alpha in alphas:
        tree = DecisionTreeClassifier(random_state=0, ccp_alpha=max(alpha, 0.0))
        scores[max(alpha, 0.0)] = cross_val_score(tree, X, y, cv=5).mean()
    best = max(scores.values())
    alpha = max(alpha for alpha, score in scores.items() if score >= best - allowed_loss)
    print("alpha", alpha)
    tree = DecisionTreeClassifier(random_state=0, ccp_alpha=alpha).fit(X, y)
    return tree, float(np.mean(tree.predict(X_test) == y_test))

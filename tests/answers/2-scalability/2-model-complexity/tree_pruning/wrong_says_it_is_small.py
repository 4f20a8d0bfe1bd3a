# loses: test_many_fewer_leaves
# A tree that claims to have few leaves.
class Modest(DecisionTreeClassifier):
    def get_n_leaves(self):
        return 1


def prune_tree(X, y, X_test, y_test, allowed_loss):
    tree = Modest(random_state=0).fit(X, y)
    return tree, tree.score(X_test, y_test)

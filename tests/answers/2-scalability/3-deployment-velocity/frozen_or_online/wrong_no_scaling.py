# loses: test_little_is_lost_before_the_change
# Leaves the columns as they are, and the largest drowns the rest.
class OnlineModel:
    def __init__(self):
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)

    def learn(self, X, y):
        self.model.partial_fit(X, y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(X)

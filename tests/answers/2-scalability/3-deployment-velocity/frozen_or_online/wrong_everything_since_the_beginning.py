# loses: test_it_recovers_within_days
# Trains on all there ever was; the old world outweighs the new one.
class OnlineModel:
    def __init__(self):
        self.X, self.y = [], []

    def learn(self, X, y):
        self.X += list(X)
        self.y += list(y)
        if len(set(self.y)) > 1:
            self.model = make_pipeline(StandardScaler(), LogisticRegression()).fit(self.X, self.y)

    def predict(self, X):
        return self.model.predict(X) if hasattr(self, "model") else np.full(len(X), self.y[0])

class OnlineModel:
    def __init__(self):
        self.X, self.y, self.model = None, None, None

    def learn(self, X, y):
        self.X = X[-600:] if self.X is None else np.concatenate([self.X, X])[-600:]
        self.y = y[-600:] if self.y is None else np.concatenate([self.y, y])[-600:]
        if len(set(self.y.tolist())) > 1:
            self.model = make_pipeline(StandardScaler(), LogisticRegression()).fit(self.X, self.y)

    def predict(self, X):
        return self.model.predict(X) if self.model else np.full(len(X), self.y[0])

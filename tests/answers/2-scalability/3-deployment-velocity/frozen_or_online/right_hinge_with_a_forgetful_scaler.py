class OnlineModel:
    def __init__(self):
        self.model = SGDClassifier(learning_rate="constant", eta0=0.02, random_state=1)
        self.mean = None

    def learn(self, X, y):
        for row in X:
            if self.mean is None:
                self.mean, self.square = row.copy(), np.abs(row) ** 2 * 1e-6 + 1e-9
            self.mean = 0.99 * self.mean + 0.01 * row
            self.square = 0.99 * self.square + 0.01 * (row - self.mean) ** 2
        self.model.partial_fit((X - self.mean) / np.sqrt(self.square), y.astype(int), classes=[0, 1])

    def predict(self, X):
        return self.model.predict((X - self.mean) / np.sqrt(self.square))

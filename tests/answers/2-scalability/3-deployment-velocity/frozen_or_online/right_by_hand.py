class OnlineModel:
    def __init__(self):
        self.n = 0

    def scaled(self, X):
        Z = (X - self.mean) / np.sqrt(self.m2 / self.n + 1e-12)
        return np.column_stack([Z, np.ones(len(X))])

    def learn(self, X, y):
        if self.n == 0:
            self.mean, self.m2, self.w = np.zeros(X.shape[1]), np.zeros(X.shape[1]), np.zeros(X.shape[1] + 1)
        for row in X:
            self.n += 1
            delta = row - self.mean
            self.mean = self.mean + delta / self.n
            self.m2 = self.m2 + delta * (row - self.mean)
        for row, late in zip(self.scaled(X), y):
            self.w = self.w + 0.05 * (late - 1 / (1 + np.exp(-np.clip(row @ self.w, -30, 30)))) * row

    def predict(self, X):
        print("asked about", len(X), "orders")
        return (self.scaled(X) @ self.w > 0).tolist()

# loses: test_it_recovers_within_days
# Averages the weights of all days; the old ones never leave.
class OnlineModel:
    def __init__(self):
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, average=True, random_state=0)

    def learn(self, X, y) -> None:
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

# loses: test_it_recovers_from_another_unit
# Scales for ever with the numbers of the first day.
class OnlineModel:
    def __init__(self):
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)

    def learn(self, X, y) -> None:
        if not hasattr(self.scaler, "mean_"):
            self.scaler.fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

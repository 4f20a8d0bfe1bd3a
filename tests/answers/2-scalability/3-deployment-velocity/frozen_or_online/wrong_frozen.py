# loses: test_it_beats_the_frozen_model_after_the_change, test_it_recovers_within_days
# Learns during five days and never again.
class OnlineModel:
    def __init__(self):
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)

    def learn(self, X, y) -> None:
        self.days = getattr(self, "days", 0) + 1
        if self.days > 5:
            return
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

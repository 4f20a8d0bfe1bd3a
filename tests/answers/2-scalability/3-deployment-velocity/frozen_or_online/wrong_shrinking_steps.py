# loses: test_it_recovers_within_days
# Steps that shrink: when the world changes they are tiny.
class OnlineModel:
    def __init__(self):
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="invscaling", eta0=0.1, power_t=0.5, random_state=0)

    def learn(self, X, y) -> None:
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

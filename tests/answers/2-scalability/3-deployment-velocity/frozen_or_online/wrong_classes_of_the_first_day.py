# loses: test_the_first_day_may_have_no_late_order
# Takes the classes from the first day.
class OnlineModel:
    def __init__(self):
        self.scaler = StandardScaler()
        self.model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)

    def learn(self, X, y) -> None:
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=None if hasattr(self.model, "classes_") else np.unique(y))

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

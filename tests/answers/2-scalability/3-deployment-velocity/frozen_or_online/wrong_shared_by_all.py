# loses: test_two_models_do_not_share_what_they_learn
# The scaler and the model belong to the class, so all models are one.
class OnlineModel:
    scaler = StandardScaler()
    model = SGDClassifier(loss="log_loss", learning_rate="constant", eta0=0.05, random_state=0)

    def learn(self, X, y):
        self.scaler.partial_fit(X)
        self.model.partial_fit(self.scaler.transform(X), y, classes=[False, True])

    def predict(self, X):
        return self.model.predict(self.scaler.transform(X))

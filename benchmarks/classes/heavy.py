"""The heavy course beside its lesson: wrong answers, and what a course without a judge asserts.

Of each exercise the first asserts are public and the second ones hidden: the same facts that its two checks look at.
"""

WRONG = {
    "weights": """
        def save_weights(model, path):
            torch.save(model, path)


        def load_weights(model, path):
            model.load_state_dict(torch.load(path, weights_only=False).state_dict())
    """,
    "network": """
        kept = {}


        def save_network(model, path):
            kept[str(path)] = model


        def load_network(path):
            return kept[str(path)]
    """,
    "classifier": """
        def fit_late(X, late):
            return LogisticRegression().fit(X, late)
    """,
    "arrays": """
        def save_arrays(arrays, path):
            with h5py.File(path, "w") as file:
                for name, array in arrays.items():
                    file[name] = np.asarray(array, dtype=float)


        def load_arrays(path):
            with h5py.File(path, "r") as file:
                return {name: data[()] for name, data in file.items()}
    """,
    "checkpoint": """
        def save_checkpoint(model, optimizer, epoch, path):
            torch.save({"model": model.state_dict(), "epoch": epoch}, path)


        def load_checkpoint(model, optimizer, path):
            state = torch.load(path)
            model.load_state_dict(state["model"])
            return state["epoch"]
    """,
    "softmax": """
        def softmax(scores):
            powers = np.exp(scores)
            return powers / powers.sum()
    """,
}

ASSERTS = {
    "weights": (
        """
        here, there = torch.nn.Linear(2, 3), torch.nn.Linear(2, 3)
        save_weights(here, "weights.pt")
        load_weights(there, "weights.pt")
        assert torch.equal(there(torch.ones(5, 2)), here(torch.ones(5, 2)))
        """,
        """
        save_weights(torch.nn.Linear(2, 3), "weights.pt")
        assert sorted(torch.load("weights.pt", weights_only=True)) == ["bias", "weight"]
        """,
    ),
    "network": (
        """
        network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
        save_network(network, "network.keras")
        again = load_network("network.keras")
        np.testing.assert_allclose(again(np.ones((5, 2))).numpy(), network(np.ones((5, 2))).numpy(), rtol=1e-5)
        """,
        """
        network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
        save_network(network, "elsewhere.keras")
        again = keras.saving.load_model("elsewhere.keras")
        np.testing.assert_allclose(again(np.ones((5, 2))).numpy(), network(np.ones((5, 2))).numpy(), rtol=1e-5)
        """,
    ),
    "classifier": (
        """
        X = np.random.default_rng(1).normal(size=(200, 2))
        late = X[:, 0] + X[:, 1] > 0
        assert np.mean(fit_late(X, late).predict(X) == late) > 0.9
        """,
        """
        X = np.random.default_rng(2).normal(size=(200, 2))
        late = X[:, 0] + X[:, 1] > 0
        told = [fit_late(x, late).predict_proba(x) for x in (X, X * [1, 0.001])]
        np.testing.assert_allclose(told[0], told[1], atol=1e-3)
        """,
    ),
    "arrays": (
        """
        arrays = {"mean": np.array([0.5, 1.5, 2.5]), "dishes": np.array([1, 5, 3, 2])}
        save_arrays(arrays, "arrays.h5")
        again = load_arrays("arrays.h5")
        assert again.keys() == arrays.keys()
        for name, array in arrays.items():
            np.testing.assert_array_equal(again[name], array)
        """,
        """
        save_arrays({"single": np.ones(3, dtype="float32"), "small": np.ones(4, dtype="int8")}, "arrays.h5")
        again = load_arrays("arrays.h5")
        assert {name: array.dtype for name, array in again.items()} == {"single": "float32", "small": "int8"}
        """,
    ),
    "checkpoint": (
        """
        nets = [torch.nn.Linear(2, 1) for _ in range(2)]
        here, there = [(net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)) for net in nets]
        save_checkpoint(*here, 42, "checkpoint.pt")
        assert load_checkpoint(*there, "checkpoint.pt") == 42
        assert torch.equal(there[0].weight, here[0].weight)
        """,
        """
        def train(net, optimizer):
            for _ in range(3):
                optimizer.zero_grad()
                net(torch.ones(20, 2)).square().mean().backward()
                optimizer.step()


        nets = [torch.nn.Linear(2, 1) for _ in range(2)]
        here, there = [(net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)) for net in nets]
        train(*here)
        save_checkpoint(*here, 3, "checkpoint.pt")
        assert load_checkpoint(*there, "checkpoint.pt") == 3
        train(*here)
        train(*there)
        assert torch.allclose(there[0].weight, here[0].weight, rtol=1e-5)
        """,
    ),
    "softmax": (
        """
        powers = np.exp(np.array([[0.1, 0.2], [0.3, -0.4]]))
        expected = powers / powers.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(softmax(np.array([[0.1, 0.2], [0.3, -0.4]])), expected)
        """,
        """
        powers = np.exp(np.array([[0.1, 0.2], [0.3, -0.4]]))
        expected = powers / powers.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(softmax(np.array([[1000.1, 1000.2], [1000.3, 999.6]])), expected)
        """,
    ),
}

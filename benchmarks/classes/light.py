"""The light course beside its lesson: wrong answers, and what a course without a judge asserts.

Of each exercise the first asserts are public and the second ones hidden: the same facts that its two checks look at.
"""

WRONG = {
    "standardize": """
        def standardize(X):
            return (X - X.mean(axis=0)) / X.std(axis=0)
    """,
    "clean": """
        def clean(orders):
            return orders.dropna().drop_duplicates()
    """,
    "means": """
        def mean_minutes(orders):
            return {place: rows["minutes"].sum() / len(rows) for place, rows in orders.groupby("place")}
    """,
    "future": """
        def split(orders):
            last = len(orders) - 2
            return orders[:last], orders[last:]
    """,
    "late": """
        def fit_late(X, late):
            return LogisticRegression().fit(X, ~late)
    """,
    "file": """
        kept = {}


        def save_model(model, path):
            kept[str(path)] = model


        def load_model(path):
            return kept[str(path)]
    """,
}

ASSERTS = {
    "standardize": (
        """
        again = standardize(np.random.default_rng(1).normal(5, 3, size=(50, 2)))
        assert again.shape == (50, 2)
        np.testing.assert_allclose(again.mean(axis=0), 0, atol=1e-9)
        np.testing.assert_allclose(again.std(axis=0), 1)
        """,
        """
        again = standardize(np.column_stack([np.full(9, 4.0), np.arange(9.0)]))
        np.testing.assert_array_equal(again[:, 0], np.zeros(9))
        """,
    ),
    "clean": (
        """
        table = pd.DataFrame({"day": [1, 1, 2, 3], "minutes": [20.0, 20.0, np.nan, 35.0]})
        assert clean(table)["minutes"].tolist() == [20, 35]
        """,
        """
        table = pd.DataFrame({"distance": [np.nan, 2.5, 2.5], "minutes": [20.0, 35.0, np.nan]})
        assert clean(table)["minutes"].tolist() == [20, 35]
        """,
    ),
    "means": (
        """
        told = mean_minutes(pd.DataFrame({"place": ["Sol", "Luna", "Sol", "Luna"], "minutes": [20.0, 30.0, 21.0, 35.0]}))
        assert told == {"Sol": 20.5, "Luna": 32.5}
        """,
        """
        told = mean_minutes(pd.DataFrame({"place": ["Sol", "Sol", "Luna"], "minutes": [20.0, np.nan, 5.0]}))
        assert told == {"Sol": 20, "Luna": 5}
        """,
    ),
    "future": (
        """
        before, after = split(pd.DataFrame({"day": [1, 2, 7, 7]}))
        assert [before["day"].tolist(), after["day"].tolist()] == [[1, 2], [7, 7]]
        """,
        """
        before, after = split(pd.DataFrame({"day": [7, 1, 7, 2]}))
        assert [sorted(before["day"]), sorted(after["day"])] == [[1, 2], [7, 7]]
        """,
    ),
    "late": (
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
    "file": (
        """
        save_model(np.poly1d([1.0, 2.0]), "model.pkl")
        assert load_model("model.pkl")(3) == 5
        """,
        """
        save_model(np.poly1d([1.0, 2.0]), "model.pkl")
        with open("model.pkl", "rb") as file:
            assert pickle.load(file)(4) == 6
        """,
    ),
}

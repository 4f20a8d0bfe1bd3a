# loses: test_all_reasons_are_told
# Stops at the first reason.
@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def gate(candidate, baseline, data) -> Decision:
    try:
        predicted = answers_of(candidate, data.X)
    except Exception as error:
        return Decision(False, {"schema": f"{type(error).__name__}: {error}"})
    right, before = predicted == data.y, np.asarray(baseline.predict(data.X)) == data.y
    reasons = {}
    if right.mean() < before.mean() - data.max_loss:
        return Decision(False, {"accuracy": float(right.mean())})
    worse = {}
    for name in np.unique(data.groups):
        rows = data.groups == name
        if rows.sum() >= data.min_rows and right[rows].mean() < before[rows].mean() - data.max_group_loss:
            worse[str(name)] = float(right[rows].mean())
    if worse:
        reasons["groups"] = worse
    ms = slowest_of_twenty(candidate, data)
    if ms > data.max_ms:
        reasons["latency"] = ms
    return Decision(not reasons, reasons)


def answers_of(model, X):
    if list(model.feature_names_in_) != list(X.columns):
        raise ValueError(f"it expects {list(model.feature_names_in_)}")
    answers = model.predict(X)
    if len(answers) != len(X) or not all(isinstance(one, bool | np.bool_) for one in answers):
        raise ValueError("its answers are not one True or False for each row")
    return np.asarray(answers, dtype=bool)


def slowest_of_twenty(model, data) -> float:
    times = []
    for row in range(min(100, len(data.X))):
        start = data.clock()
        model.predict(data.X.iloc[[row]])
        times.append(1000 * (data.clock() - start))
    return float(np.percentile(times, 95))

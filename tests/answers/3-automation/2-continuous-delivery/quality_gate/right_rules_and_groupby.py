# A rule is a function that gives its reason or nothing; the districts by pandas; a named tuple for the decision.
from typing import NamedTuple


class Decision(NamedTuple):
    passed: bool
    reasons: dict


def schema(candidate, baseline, data):
    if tuple(candidate.feature_names_in_) != tuple(data.X.columns):
        return "other columns"
    try:
        answers = pd.Series(candidate.predict(data.X), dtype=object)
    except Exception as error:
        return str(error) or "an error"
    if len(answers) != len(data.X):
        return "too few answers"
    return None if answers.map(lambda one: isinstance(one, (bool, np.bool_))).all() else "strange answers"


def hits(candidate, baseline, data):
    models = {"candidate": candidate, "baseline": baseline}
    table = pd.DataFrame({name: np.array(model.predict(data.X), dtype=bool) == data.y for name, model in models.items()})
    return table.assign(group=list(data.groups))


def accuracy(candidate, baseline, data):
    means = hits(candidate, baseline, data)[["candidate", "baseline"]].mean()
    return means["candidate"] if means["baseline"] - means["candidate"] > data.max_loss else None


def groups(candidate, baseline, data):
    grouped = hits(candidate, baseline, data).groupby("group")
    means = grouped.mean()[grouped.size() >= data.min_rows]
    return means["candidate"][means["baseline"] - means["candidate"] > data.max_group_loss].to_dict() or None


def latency(candidate, baseline, data):
    def ms(row):
        start = data.clock()
        candidate.predict(row)
        return 1e3 * (data.clock() - start)

    p95 = np.quantile([ms(data.X.iloc[[number]]) for number in range(100)], 0.95)
    return p95 if p95 > data.max_ms else None


def gate(candidate, baseline, data):
    why = schema(candidate, baseline, data)
    if why:
        return Decision(False, {"schema": why})
    told = {rule.__name__: rule(candidate, baseline, data) for rule in (accuracy, groups, latency)}
    reasons = {name: reason for name, reason in told.items() if reason is not None}
    return Decision(not reasons, reasons)

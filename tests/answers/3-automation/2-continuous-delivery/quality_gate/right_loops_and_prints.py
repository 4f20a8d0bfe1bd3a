# Plain loops and a sorted list; prints and warns on the way, and keeps its reasons in a class of its own.
import warnings


@dataclass
class Decision:
    passed: bool
    reasons: dict = field(default_factory=dict)


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits)


def gate(candidate, baseline, data):
    columns = [str(name) for name in candidate.feature_names_in_]
    if columns != [str(name) for name in data.X.columns]:
        warnings.warn("other columns")
        return Decision(passed=False, reasons={"schema": "columns"})
    try:
        answers = list(candidate.predict(data.X))
    except BaseException as error:
        return Decision(passed=False, reasons={"schema": repr(error)})
    if len(answers) != len(data.y):
        return Decision(passed=False, reasons={"schema": f"{len(answers)} answers"})
    for answer in answers:
        if answer is not True and answer is not False and type(answer) is not np.bool_:
            return Decision(passed=False, reasons={"schema": f"an answer is {answer!r}"})
    reasons, usual = {}, list(baseline.predict(data.X))
    mine = [bool(a) == bool(b) for a, b in zip(answers, data.y, strict=True)]
    base = [bool(a) == bool(b) for a, b in zip(usual, data.y, strict=True)]
    if share(mine) < share(base) - data.max_loss:
        reasons["accuracy"] = share(mine)
    for name in sorted(set(data.groups)):
        rows = [number for number, group in enumerate(data.groups) if group == name]
        if len(rows) < data.min_rows:
            continue
        here = share(mine[row] for row in rows)
        if here < share(base[row] for row in rows) - data.max_group_loss:
            reasons.setdefault("groups", {})[name] = here
    times = []
    for row in range(100):
        start = data.clock()
        candidate.predict(data.X[row : row + 1])
        times.append(data.clock() - start)
    worst = 1000 * sorted(times)[94]
    if worst > data.max_ms:
        reasons["latency"] = worst
    print(reasons)
    return Decision(passed=len(reasons) == 0, reasons=reasons)

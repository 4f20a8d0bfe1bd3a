"""The alarms that must stay quiet, and rules together."""

from __future__ import annotations

from grader.judging.api import says


def with_bad(history, bad, accuracy=0.3):
    """The same history, its model mostly wrong on the ``bad`` days."""
    days = [{**day, "right": int(day["labels"] * accuracy)} if day["day"] in bad else day for day in history["days"]]
    return {**history, "days": days}


@says(
    es="Los días cuyas etiquetas aún están llegando no hacen saltar el rendimiento",
    en="Days whose labels are still arriving do not make the performance fire",
    weight=2,
)
def test_early_labels_do_not_fire(told, calm):
    history, policy = calm()
    policy = {**policy, "min_labels": 1}
    latest = history["today"] - policy["label_delay"]
    numbers = [day["day"] for day in history["days"]]
    young = with_bad(history, [number for number in numbers if number > latest], 0.0)
    settled = with_bad(history, [number for number in numbers if latest - policy["window"] < number <= latest])
    ready = with_bad(history, [latest], 0.0)
    alone = {**policy, "window": 1}
    assert told((young, policy), (ready, alone), (settled, policy)) == [[], ["performance"], ["performance"]]


@says(
    es="Con menos etiquetas que min_labels no se juzga la exactitud",
    en="With fewer labels than min_labels the accuracy is not judged",
)
def test_few_labels_do_not_fire(told, calm):
    history, policy = calm()
    counted = mature_days(history, policy)
    history = with_bad(history, [day["day"] for day in counted])
    labels = sum(day["labels"] for day in counted)
    enough, too_few = {**policy, "min_labels": labels}, {**policy, "min_labels": labels + 1}
    assert told((history, enough), (history, too_few)) == [["performance"], []]


@says(
    es="Durante el enfriamiento tras un entrenamiento no dispara ninguna regla",
    en="During the cool-down after a training no rule fires",
)
def test_the_cool_down_silences_everything(told, calm):
    history, policy = calm()
    age = history["today"] - history["last_training"]
    days = [{**day, "drift": 9.0, "right": 0} for day in history["days"]]
    history = {**history, "days": days}
    policy = {**policy, "every_days": 1, "new_labels": 1}
    everything = ["drift", "performance", "schedule", "volume"]
    cooling, over = {**policy, "cool_down": age + 1}, {**policy, "cool_down": age}
    assert told((history, cooling), (history, over)) == [[], everything]


@says(
    es="Al modelo en uso no se le cuentan los días de antes de que empezara",
    en="The model in use is not charged with the days before it began",
)
def test_the_days_of_the_old_model_do_not_count(told, calm):
    history, policy = calm()
    since = history["today"] - policy["label_delay"] - 1
    history = {**history, "in_use_since": since, "last_training": since}
    policy = {**policy, "cool_down": 1, "window": 6, "min_labels": 10, "drift_days": history["today"] - since + 1}
    before = [day["day"] for day in history["days"] if day["day"] < since]
    old = with_bad(history, before, 0.0)
    days = [{**day, "drift": 9.0, "right": 0} for day in history["days"]]
    drifted = {**history, "days": [{**day, "drift": 9.0} for day in old["days"]]}
    short = {**policy, "drift_days": history["today"] - since}
    cases = [(old, policy), (drifted, policy), ({**history, "days": days}, short)]
    assert told(*cases) == [[], [], ["drift", "performance"]]


@says(
    es="La exactitud es la de todas las etiquetas juntas: un día con pocas pesa poco",
    en="The accuracy is that of all labels together: a day with few weighs little",
)
def test_the_accuracy_is_of_all_labels_together(told, calm):
    history, policy = calm()
    policy = {**policy, "min_accuracy": 0.75, "min_labels": 50}
    small, *large = [day["day"] for day in mature_days(history, policy)]

    def days(of_small, of_large):
        day_of = {small: {"labels": 5, "right": of_small}, **{day: {"labels": 60, "right": of_large} for day in large}}
        return {**history, "days": [{**day, **day_of.get(day["day"], {})} for day in history["days"]]}

    assert told((days(0, 47), policy), (days(5, 44), policy)) == [[], ["performance"]]


@says(
    es="Una regla cuyo límite es None está apagada",
    en="A rule whose limit is None is off",
)
def test_a_rule_can_be_off(told, calm):
    history, policy = calm()
    history = {**history, "days": [{**day, "drift": 9.0, "right": 0} for day in history["days"]]}
    policy = {**policy, "every_days": 1, "new_labels": 1}
    rules = {"every_days": "schedule", "new_labels": "volume", "max_drift": "drift", "min_accuracy": "performance"}
    cases = [(history, {**policy, limit: None}) for limit in rules]
    assert told(*cases) == [sorted(set(rules.values()) - {rule}) for rule in rules.values()]


@says(
    es="Da justo los motivos que tocan en sesenta historias distintas",
    en="Gives exactly the reasons that apply in sixty different histories",
    weight=2,
)
def test_many_histories(told, calm, rng):
    cases = []
    for _ in range(60):
        history, policy = calm()
        start = int(rng.integers(1, 25))
        for day in history["days"][-start:]:
            day["drift"] = round(day["drift"] * float(rng.uniform(0.8, 9)), 4)
            day["right"] = int(day["right"] * rng.uniform(0.6, 1))
        age = history["today"] - history["last_training"]
        policy["every_days"] = age + int(rng.integers(-4, 5))
        policy["cool_down"] = age + int(rng.integers(-12, 3))
        policy["new_labels"] = new_labels(history) + int(rng.integers(-250, 150))
        policy["min_labels"] = int(rng.integers(100, 700))
        cases.append((history, policy))
    assert told(*cases) == [reasons(*case) for case in cases]


def new_labels(history):
    return sum(day["labels"] for day in history["days"] if day["day"] >= history["last_training"])


def mature_days(history, policy):
    """The days that count for accuracy."""
    latest = history["today"] - policy["label_delay"]
    return [day for day in history["days"] if history["in_use_since"] <= day["day"] <= latest][-policy["window"] :]


def reasons(history, policy):
    """What the statement says, rule by rule."""
    age = history["today"] - history["last_training"]
    if age < policy["cool_down"]:
        return []
    fired = []
    if policy["every_days"] is not None and age >= policy["every_days"]:
        fired.append("schedule")
    if policy["new_labels"] is not None and new_labels(history) >= policy["new_labels"]:
        fired.append("volume")
    drifts = [day["drift"] for day in history["days"] if day["day"] >= history["in_use_since"]][-policy["drift_days"] :]
    if policy["max_drift"] is not None and len(drifts) == policy["drift_days"] and min(drifts) > policy["max_drift"]:
        fired.append("drift")
    days = mature_days(history, policy)
    labels, right = sum(day["labels"] for day in days), sum(day["right"] for day in days)
    if policy["min_accuracy"] is not None and labels >= policy["min_labels"] and right / labels < policy["min_accuracy"]:
        fired.append("performance")
    return sorted(fired)

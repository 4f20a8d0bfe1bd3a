# A function for each rule, walking the days backwards; a tuple comes back.
def off(limit):
    return limit is None


def schedule(history, policy):
    return history["today"] >= history["last_training"] + policy["every_days"]


def volume(history, policy):
    total = 0
    for day in history["days"]:
        if not day["day"] < history["last_training"]:
            total += day["labels"]
    return total >= policy["new_labels"]


def drift(history, policy):
    run = 0
    for day in reversed(history["days"]):
        if day["day"] < history["in_use_since"] or day["drift"] <= policy["max_drift"]:
            break
        run += 1
    return run >= policy["drift_days"]


def performance(history, policy):
    labels = right = days = 0
    for day in reversed(history["days"]):
        if day["day"] < history["in_use_since"] or days == policy["window"]:
            break
        if history["today"] - day["day"] >= policy["label_delay"]:
            days, labels, right = days + 1, labels + day["labels"], right + day["right"]
    return labels >= policy["min_labels"] and right < policy["min_accuracy"] * labels


RULES = {"every_days": schedule, "new_labels": volume, "max_drift": drift, "min_accuracy": performance}


def should_retrain(history, policy):
    if history["today"] < history["last_training"] + policy["cool_down"]:
        return ()
    return tuple(rule.__name__ for limit, rule in RULES.items() if not off(policy[limit]) and rule(history, policy))

# With a table of days and a set of reasons; prints what it sees.
def should_retrain(history, policy):
    age = history["today"] - history["last_training"]
    days = pd.DataFrame(history["days"])
    print(days.tail(3))
    served = days[days["day"] >= history["in_use_since"]]
    drifted = served["drift"].tail(policy["drift_days"])
    mature = served[served["day"] <= history["today"] - policy["label_delay"]].tail(policy["window"])
    reasons = set()
    if age < policy["cool_down"]:
        return reasons
    if policy["every_days"] and age >= policy["every_days"]:
        reasons.add("schedule")
    if policy["new_labels"] and days.loc[days["day"] >= history["last_training"], "labels"].sum() >= policy["new_labels"]:
        reasons.add("volume")
    if policy["max_drift"] is not None and (drifted > policy["max_drift"]).sum() >= policy["drift_days"]:
        reasons.add("drift")
    total = mature["labels"].sum()
    if policy["min_accuracy"] is not None and total >= policy["min_labels"]:
        if mature["right"].sum() / total < policy["min_accuracy"]:
            reasons.add("performance")
    return reasons

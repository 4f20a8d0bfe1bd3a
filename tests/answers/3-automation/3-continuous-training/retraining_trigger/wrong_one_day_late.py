# loses: test_early_labels_do_not_fire
# Leaves out the day whose labels have just come.
def should_retrain(history, policy) -> list[str]:
    today, last = history["today"], history["last_training"]
    if today - last < policy["cool_down"]:
        return []
    served = [day for day in history["days"] if day["day"] >= history["in_use_since"]]
    drifts = [day["drift"] for day in served[-policy["drift_days"] :]]
    mature = [day for day in served if day["day"] + policy["label_delay"] < today][-policy["window"] :]
    labels, right = sum(day["labels"] for day in mature), sum(day["right"] for day in mature)
    new = sum(day["labels"] for day in history["days"] if day["day"] >= last)
    reasons = []
    if policy["every_days"] is not None and today - last >= policy["every_days"]:
        reasons.append("schedule")
    if policy["new_labels"] is not None and new >= policy["new_labels"]:
        reasons.append("volume")
    if policy["max_drift"] is not None and len(drifts) == policy["drift_days"] and min(drifts) > policy["max_drift"]:
        reasons.append("drift")
    if policy["min_accuracy"] is not None and labels >= policy["min_labels"] and right / labels < policy["min_accuracy"]:
        reasons.append("performance")
    return reasons

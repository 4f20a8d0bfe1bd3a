# loses: test_a_rollback_is_a_failure_and_its_end
# Waits for a restored that a roll-back makes needless.
def delivery_metrics(events, since, until) -> dict:
    def when(text):
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise ValueError(f"{text} has no time zone")
        return at

    def hours(start, end):
        return (end - start) / timedelta(hours=1)

    committed, arrived, deployed, hurt, withdrawn, mended = {}, {}, {}, {}, {}, {}
    for at, event in sorted(((when(event["at"]), event) for event in events), key=lambda pair: pair[0]):
        match event["kind"]:
            case "commit":
                committed.setdefault(event["change"], at)
            case "deployment":
                deployed[event["id"]] = at
                for change in event["changes"]:
                    arrived.setdefault(change, at)
            case "incident":
                hurt.setdefault(event["deployment"], at)
            case "restored" | "rollback":
                if event["kind"] == "restored":
                    mended.setdefault(event["deployment"], at)
                else:
                    withdrawn.setdefault(event["deployment"], at)

    start, end = when(since), when(until)
    ours = {id: at for id, at in deployed.items() if start <= at < end}
    leads = [hours(committed[c], at) for c, at in arrived.items() if start <= at < end and c in committed]
    failed = [id for id in ours if id in hurt or id in withdrawn]
    lasted = [hours(hurt.get(id, ours[id]), mended[id]) for id in failed if id in mended]
    return {
        "deployments_per_day": len(ours) / (hours(start, end) / 24),
        "lead_time_hours": statistics.median(leads) if leads else None,
        "failure_rate": len(failed) / len(ours) if ours else None,
        "restore_hours": statistics.median(lasted) if lasted else None,
        "unrestored": len(failed) - len(lasted),
    }

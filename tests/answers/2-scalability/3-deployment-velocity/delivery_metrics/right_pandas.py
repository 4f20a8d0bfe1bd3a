def delivery_metrics(events, since, until):
    def when(text):
        at = pd.Timestamp(text)
        if at.tzinfo is None:
            raise ValueError("no time zone")
        return at.tz_convert("UTC")

    start, end = when(since), when(until)
    log = [dict(event, at=when(event["at"])) for event in events]

    def first(kind, key):
        rows = [(event[key], event["at"]) for event in log if event["kind"] in kind]
        return pd.DataFrame(rows, columns=["key", "at"]).groupby("key")["at"].min() if rows else pd.Series(dtype=object)

    ours = {id: at for id, at in first(["deployment"], "id").items() if start <= at < end}
    commits = first(["commit"], "change")
    rows = [(change, e["at"]) for e in log if e["kind"] == "deployment" for change in e["changes"]]
    arrivals = pd.DataFrame(rows, columns=["change", "at"]).groupby("change")["at"].min() if rows else {}
    leads = [
        (at - commits[change]).total_seconds() / 3600
        for change, at in arrivals.items()
        if change in commits.index and start <= at < end
    ]
    incidents, rollbacks = first(["incident"], "deployment"), first(["rollback"], "deployment")
    ends = first(["restored", "rollback"], "deployment")
    failed = [id for id in ours if id in incidents.index or id in rollbacks.index]
    lasts = [(ends[id] - incidents.get(id, ours[id])).total_seconds() / 3600 for id in failed if id in ends.index]
    return {
        "deployments_per_day": len(ours) / ((end - start) / pd.Timedelta(days=1)),
        "lead_time_hours": np.median(leads) if leads else None,
        "failure_rate": np.float64(len(failed)) / len(ours) if ours else None,
        "restore_hours": np.median(lasts) if lasts else None,
        "unrestored": len(failed) - len(lasts),
    }

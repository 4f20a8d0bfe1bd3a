def seconds(text):
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError("a time without a zone: " + text)
    return at.timestamp()


def middle(numbers):
    numbers = sorted(numbers)
    if not numbers:
        return None
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def delivery_metrics(events, since, until):
    start, end = seconds(since), seconds(until)
    times = [(seconds(event["at"]), event) for event in events]
    print(len(times), "events")
    deployments = [(at, event) for at, event in times if event["kind"] == "deployment"]
    inside = [(at, event) for at, event in deployments if start <= at < end]

    leads = []
    for change in {change for _, event in inside for change in event["changes"]}:
        arrival = min(at for at, event in deployments if change in event["changes"])
        commits = [at for at, event in times if event["kind"] == "commit" and event["change"] == change]
        if arrival >= start and commits:
            leads.append((arrival - min(commits)) / 3600)

    failed, lasts = 0, []
    for at, event in inside:
        mine = [(t, e["kind"]) for t, e in times if e.get("deployment") == event["id"]]
        incidents = [t for t, kind in mine if kind == "incident"]
        ends = [t for t, kind in mine if kind in ("restored", "rollback")]
        if incidents or any(kind == "rollback" for _, kind in mine):
            failed += 1
            if ends:
                lasts.append((min(ends) - min(incidents, default=at)) / 3600)
    return {
        "deployments_per_day": 86400 * len(inside) / (end - start),
        "lead_time_hours": middle(leads),
        "failure_rate": failed / len(inside) if inside else None,
        "restore_hours": middle(lasts),
        "unrestored": failed - len(lasts),
    }

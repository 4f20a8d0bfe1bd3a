def run_cycle(event, state) -> None:
    """A list of doors: the first one that stays shut gives the outcome."""
    with state["lock"]:
        tools, champion, model = state["tools"], state["champion"], {}
        is_commit = event["kind"] == "commit"
        code = event["commit"] if is_commit else state["code"]

        def train():
            model["digest"] = tools.train(code)
            return True

        doors = [
            (is_commit, lambda: tools.run_tests(code), "tests failed"),
            (not is_commit, lambda: event["drift"] > state["max_drift"], "no drift"),
            (True, train, ""),
            (True, lambda: tools.gate(model["digest"]), "refused"),
            (not is_commit, lambda: tools.better(model["digest"], champion), "not better"),
            (True, lambda: tools.canary(model["digest"]), "rolled back"),
            (True, lambda: tools.deploy(model["digest"]) is None, ""),
        ]
        try:
            outcome = next((name for applies, door, name in doors if applies and not door()), "shipped")
        except Exception:
            outcome = "crashed"
        if outcome in ("rolled back", "crashed"):
            tools.deploy(champion)
        if outcome == "shipped":
            state["champion"], state["code"] = model["digest"], code
        state["history"] += [{"event": event, "outcome": outcome}]

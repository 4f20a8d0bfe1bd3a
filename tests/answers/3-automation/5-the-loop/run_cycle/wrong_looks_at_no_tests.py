# loses: test_a_failing_test_blocks
# Runs the tests and does not look at what they say: run_tests raises nothing.
def run_cycle(event, state):
    with state["lock"]:
        try:
            outcome = outcome_of(event, state)
        except Exception:
            state["tools"].deploy(state["champion"])
            outcome = "crashed"
        state["history"].append({"event": event, "outcome": outcome})


def outcome_of(event, state):
    tools, is_drift = state["tools"], event["kind"] == "drift"
    code = state["code"] if is_drift else event["commit"]
    if is_drift and event["drift"] <= state["max_drift"]:
        return "no drift"
    if not is_drift:
        tools.run_tests(code)
    digest = tools.train(code)
    if not tools.gate(digest):
        return "refused"
    if is_drift and not tools.better(digest, state["champion"]):
        return "not better"
    if not tools.canary(digest):
        tools.deploy(state["champion"])
        return "rolled back"
    tools.deploy(digest)
    state["champion"], state["code"] = digest, code
    return "shipped"

# loses: test_a_good_change_ships, test_a_bad_canary_is_rolled_back
# Gives a model that passed the gate all the orders at once.
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
    if not is_drift and not tools.run_tests(code):
        return "tests failed"
    digest = tools.train(code)
    if not tools.gate(digest):
        return "refused"
    if is_drift and not tools.better(digest, state["champion"]):
        return "not better"
    tools.deploy(digest)
    state["champion"], state["code"] = digest, code
    return "shipped"

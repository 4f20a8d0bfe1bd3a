# loses: test_the_second_sees_what_the_first_left
# Looks at the champion and the code, and waits for its turn afterwards.
def run_cycle(event, state):
    champion, code = state["champion"], state["code"]
    with state["lock"]:
        try:
            outcome = outcome_of(event, state, champion, code)
        except Exception:
            state["tools"].deploy(state["champion"])
            outcome = "crashed"
        state["history"].append({"event": event, "outcome": outcome})


def outcome_of(event, state, champion, code):
    tools, is_drift = state["tools"], event["kind"] == "drift"
    code = code if is_drift else event["commit"]
    if is_drift and event["drift"] <= state["max_drift"]:
        return "no drift"
    if not is_drift and not tools.run_tests(code):
        return "tests failed"
    digest = tools.train(code)
    if not tools.gate(digest):
        return "refused"
    if is_drift and not tools.better(digest, champion):
        return "not better"
    if not tools.canary(digest):
        tools.deploy(state["champion"])
        return "rolled back"
    tools.deploy(digest)
    state["champion"], state["code"] = digest, code
    return "shipped"

import queue


def run_cycle(event, state):
    waiting = state.setdefault("waiting", queue.Queue())
    waiting.put(event)
    while not waiting.empty():
        with state["lock"]:  # whoever holds it works off what there is
            try:
                next_one = waiting.get_nowait()
            except queue.Empty:
                return
            state["history"].append({"event": next_one, "outcome": safely(next_one, state)})


def safely(event, state):
    try:
        return outcome_of(event, state)
    except Exception as error:
        print("a tool broke:", error)
        state["tools"].deploy(state["champion"])
        return "crashed"


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
    if not tools.canary(digest):
        tools.deploy(state["champion"])
        return "rolled back"
    tools.deploy(digest)
    state["champion"], state["code"] = digest, code
    return "shipped"

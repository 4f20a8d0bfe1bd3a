# %% lang="es"
from grader.es import check, hint, progress, show

# %% lang="en"
from grader.en import check, hint, progress, show

# %% exercise="run_cycle"
def run_cycle(event, state) -> None:
    ### BEGIN SOLUTION
    def outcome_of() -> str:
        """The first door that stays shut; "shipped" if none does."""
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

    with state["lock"]:
        try:
            outcome = outcome_of()
        except Exception:
            state["tools"].deploy(state["champion"])
            outcome = "crashed"
        state["history"].append({"event": event, "outcome": outcome})
    ### END SOLUTION

# %% exercise="post_mortem"
def post_mortem() -> dict:
    ### BEGIN SOLUTION
    broken = "sum by (version) (rate(fallbacks_total[5m])) / sum by (version) (rate(requests_total[5m])) > 0.2"
    return {"alert": "ModelDoesNotAnswer", "expr": broken, "for": "8m"}
    ### END SOLUTION

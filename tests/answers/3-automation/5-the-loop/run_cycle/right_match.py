import threading
import warnings

TURN = threading.RLock()


def run_cycle(event, state):
    warnings.warn("one cycle begins", stacklevel=1)
    TURN.acquire()
    try:
        outcome = "crashed"
        try:
            match event:
                case {"kind": "commit", "commit": code}:
                    outcome = change(code, state)
                case {"kind": "drift", "drift": value}:
                    outcome = retrain(state) if value > state["max_drift"] else "no drift"
        finally:
            if outcome == "crashed":
                state["tools"].deploy(state["champion"])
            state["history"] = [*state["history"], {"event": dict(event), "outcome": outcome, "model": state["champion"]}]
    except RuntimeError as error:
        print(error)
    finally:
        TURN.release()


def change(code, state):
    if state["tools"].run_tests(code) is False:
        return "tests failed"
    digest = state["tools"].train(code)
    return release(digest, code, state) if state["tools"].gate(digest) else "refused"


def retrain(state):
    digest = state["tools"].train(state["code"])
    if not state["tools"].gate(digest):
        return "refused"
    if not state["tools"].better(challenger=digest, champion=state["champion"]):
        return "not better"
    return release(digest, state["code"], state)


def release(digest, code, state):
    if state["tools"].canary(digest):
        state["tools"].deploy(digest)
        state.update(champion=digest, code=code)
        return "shipped"
    state["tools"].deploy(state["champion"])
    return "rolled back"

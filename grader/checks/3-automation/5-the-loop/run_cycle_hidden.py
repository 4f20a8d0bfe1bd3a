"""The loop when things go worse: a challenger that is no better, two events at once, a tool that breaks, a whole season."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.judging.api import says


@says(
    es="Un retador que no es mejor no recibe ningún pedido, y el campeón sigue",
    en="A challenger that is no better gets no orders, and the champion goes on",
)
def test_a_worse_challenger_is_not_promoted(ours, begin, model, names, rng):
    champion, code, worse = names(), names(), model(better=False)
    cycle = begin(ours.Script(champion, {}, [worse]), code)
    event = ours.drift(float(rng.uniform(0.25, 2)))
    cycle.run(event)
    assert cycle.calls() == [["train", code], ["gate", worse["digest"]], ["better", worse["digest"], champion]]
    assert cycle.traffic() == {champion: 1.0}
    assert cycle.told() == (champion, code, [[event, "not better"]])


@says(
    es="Con dos eventos a la vez se atienden los dos enteros, uno detrás de otro, y no se pierde ninguno",
    en="With two events at once both are handled whole, one after the other, and none is lost",
    weight=2,
)
def test_two_at_once_lose_nothing(ours, begin, model, names, rng):
    champion, code, new, other = names(), names(), names(), names()
    models = [model(), model()]
    script = ours.Script(
        champion, {new: True, other: True}, models, hold=str(rng.choice(["run_tests", "train", "gate", "canary"]))
    )
    cycle = begin(script, code)
    cycle.run_two(ours.commit(new), ours.commit(other))
    expected = _Expected(champion, code).live(script, [ours.commit(new), ours.commit(other)], 0.2)
    assert cycle.calls() == expected.calls
    assert cycle.told() == (models[1]["digest"], other, expected.history)
    assert cycle.traffic() == {models[1]["digest"]: 1.0}


@says(
    es="El segundo evento parte de lo que el primero dejó: reentrena su código y se mide con su modelo",
    en="The second event starts from what the first one left: it retrains its code and is measured against its model",
)
def test_the_second_sees_what_the_first_left(ours, begin, model, names):
    champion, code, new = names(), names(), names()
    script = ours.Script(champion, {new: True}, [model(), model(better=False)], hold="train")
    cycle = begin(script, code)
    cycle.run_two(ours.commit(new), ours.drift(0.9))
    expected = _Expected(champion, code).live(script, [ours.commit(new), ours.drift(0.9)], 0.2)
    assert cycle.calls() == expected.calls
    assert cycle.told() == (expected.champion, expected.code, expected.history)


@says(
    es="Si una herramienta se rompe, el campeón se queda con todos los pedidos, se anota y el evento siguiente se atiende",
    en="If a tool breaks, the champion keeps all the orders, it is noted, and the next event is handled",
    weight=2,
)
def test_a_tool_that_breaks(ours, begin, model, names, rng):
    later = [tool for tool in ours.TOOLS if tool not in ("canary", "deploy", "better")]
    for tool in [str(rng.choice(later)), "canary", "deploy"]:
        champion, code, new, next_one = names(), names(), names(), names()
        script = ours.Script(champion, {new: True, next_one: True}, [model(), model()], {tool: 1})
        cycle = begin(script, code)
        cycle.run(ours.commit(new))
        assert cycle.traffic() == {champion: 1.0}
        assert cycle.told() == (champion, code, [[ours.commit(new), "crashed"]])
        cycle.run(ours.commit(next_one))
        assert cycle.told()[1:] == (next_one, [[ours.commit(new), "crashed"], [ours.commit(next_one), "shipped"]])


@says(
    es="Tras una temporada de eventos, producción, código e historia son los que tienen que ser",
    en="After a season of events, production, code and history are what they have to be",
    weight=2,
)
def test_a_whole_season(ours, begin, model, names, rng):
    champion, code = names(), names()
    pushed = [names() for _ in range(8)]
    tests = {name: bool(passes) for name, passes in zip(pushed, rng.permutation([True] * 6 + [False] * 2), strict=True)}
    models = [model(**{verdict: bool(rng.random() < 0.7) for verdict in ("gate", "better", "canary")}) for _ in range(16)]
    drifts = [ours.drift(float(value)) for value in rng.choice([0.05, 0.2, 0.35, 0.8], size=8)]
    events = [event for pair in zip(map(ours.commit, pushed), drifts, strict=True) for event in pair]
    script = ours.Script(champion, tests, models)
    cycle = begin(script, code)
    for event in events:
        cycle.run(event)
    expected = _Expected(champion, code).live(script, events, 0.2)
    assert cycle.calls() == expected.calls
    assert cycle.told() == (expected.champion, expected.code, expected.history)
    assert cycle.traffic() == {expected.champion: 1.0}


@dataclass
class _Expected:
    """What the loop ought to do with events that come one after another."""

    champion: str
    code: str
    calls: list[list] = field(default_factory=list)
    history: list[list] = field(default_factory=list)

    def live(self, script, events, max_drift):
        models = iter(script.models)
        for event in events:
            self.history.append([event, self._one(script, event, max_drift, models)])
        return self

    def _one(self, script, event, max_drift, models):
        code = event.get("commit", self.code)
        if event["kind"] == "commit":
            self.calls.append(["run_tests", code])
            if not script.tests[code]:
                return "tests failed"
        elif event["drift"] <= max_drift:
            return "no drift"
        trained = next(models)
        digest = trained["digest"]
        self.calls += [["train", code], ["gate", digest]]
        if not trained["gate"]:
            return "refused"
        if event["kind"] == "drift":
            self.calls.append(["better", digest, self.champion])
            if not trained["better"]:
                return "not better"
        self.calls.append(["canary", digest])
        if not trained["canary"]:
            self.calls.append(["deploy", self.champion])
            return "rolled back"
        self.calls.append(["deploy", digest])
        self.champion, self.code = digest, code
        return "shipped"

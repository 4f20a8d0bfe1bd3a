"""A balancer before real HTTP workers, one of which dies and comes back."""

from __future__ import annotations

from grader.judging.api import advises, says


@says(
    es="RoundRobin va por turnos en el orden de la lista, y se salta al que no está sano",
    en="RoundRobin takes turns in the order of the list, and skips whoever is not healthy",
)
@advises(
    es="Cada balanceador recuerda por dónde iba. El primero en atender es el primero de la lista.",
    en="Each balancer remembers where it was. The first to serve is the first of the list.",
)
def test_round_robin_takes_turns(choices, rng):
    count = int(rng.integers(3, 7))
    assert choices("RoundRobin", [[[True, 0]] * count] * 3 * count) == [*range(count)] * 3
    down = int(rng.integers(count))
    healthy = [place for place in range(count) if place != down]
    steps = [[[place != down, 0] for place in range(count)]] * (2 * len(healthy))
    assert choices("RoundRobin", steps) == healthy * 2


@says(
    es="LeastConnections elige a un sano con el menor número de peticiones abiertas",
    en="LeastConnections chooses a healthy one with the fewest open requests",
)
@advises(
    es="El menor `active` se busca solo entre los sanos: uno caído no tiene nada abierto.",
    en="The least `active` is looked for among the healthy only: one that is down has nothing open.",
)
def test_least_connections_looks_at_the_open_requests(choices, rng):
    steps = []
    for _ in range(25):
        count = int(rng.integers(2, 7))
        step = [[bool(rng.random() < 0.7), int(rng.integers(1, 6))] for _ in range(count)]
        step[int(rng.integers(count))][0] = True
        steps.append([[healthy, active if healthy else 0] for healthy, active in step])
    chosen = choices("LeastConnections", steps)
    for step, place in zip(steps, chosen, strict=True):
        assert 0 <= place < len(step)
        assert step[place][0]
        assert step[place][1] == min(active for healthy, active in step if healthy)


@says(
    es="Un trabajador muere y vuelve, y ninguna petición se pierde: todas reciben su respuesta",
    en="A worker dies and comes back, and no request is lost: all of them get their answer",
    weight=3,
)
@advises(
    es="Si el elegido no contesta, deja de estar sano y la misma petición va a otro. check_health lo recupera.",
    en="If the chosen one does not answer, it is healthy no more and the same request goes to another. check_health brings it back.",
)
def test_no_request_is_lost(student, fleet, rng):
    balancer = student.RoundRobin()
    down = int(rng.integers(3))
    for happens in [None, fleet.kill, fleet.revive]:
        if happens:
            happens(down)
        if happens == fleet.revive:
            fleet.check_health()
            assert fleet.healthy() == [True] * 3
        paths = fleet.requests(rng, 12)
        assert fleet.send(balancer, paths) == fleet.answers(paths)
        expected = [0 if place == down else 6 for place in range(3)] if happens == fleet.kill else [4, 4, 4]
        assert all(abs(count - wanted) <= 1 for count, wanted in zip(fleet.counts(paths), expected, strict=True))
        assert sum(fleet.counts(paths)) == len(paths)
        assert fleet.healthy() == [place != down or happens != fleet.kill for place in range(3)]

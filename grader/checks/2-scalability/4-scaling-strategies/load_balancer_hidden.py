"""Workers that die in every way, and requests that nobody can answer well."""

from __future__ import annotations

from grader.judging.api import as_number, attribute, raises, says


@says(
    es="El turno de un caído se reparte entre todos los demás, no carga siempre al mismo vecino",
    en="The turn of one that is down is shared among all the others, it does not always load the same neighbour",
)
def test_the_turn_of_the_dead_is_shared(choices, rng):
    count = int(rng.integers(4, 8))
    first = int(rng.integers(count))
    down = {first, (first + 1) % count}  # side by side: whoever comes after them is the neighbour of both
    steps = [[[place not in down, 0] for place in range(count)]] * (6 * (count - 2))
    chosen = choices("RoundRobin", steps)
    assert [chosen.count(place) for place in range(count)] == [0 if place in down else 6 for place in range(count)]


@says(
    es="La lista puede crecer y encoger entre llamadas, y cada balanceador lleva su propia cuenta",
    en="The list may grow and shrink between calls, and each balancer keeps its own count",
)
def test_the_list_changes(choices, rng):
    few, many = int(rng.integers(2, 4)), int(rng.integers(5, 8))
    steps = [*[[[True, 0]] * few] * few, *[[[True, 0]] * many] * 2 * many, *[[[True, 0]] * few] * 2 * few]
    chosen = choices("RoundRobin", steps)
    grown, shrunk = chosen[few : few + 2 * many], chosen[few + 2 * many :]
    assert [grown.count(place) for place in range(many)] == [2] * many
    assert [shrunk.count(place) for place in range(few)] == [2] * few
    assert choices("RoundRobin", [[[True, 0]] * many]) == [0]


@says(
    es="Si no hay ningún sano, choose lanza NoWorker y forward la deja pasar, en vez de esperar para siempre",
    en="If none is healthy, choose raises NoWorker and forward lets it through, instead of waiting for ever",
)
def test_nobody_is_healthy(student, fleet, choices, rng):
    for balancer in ["RoundRobin", "LeastConnections"]:
        with raises("NoWorker"):
            choices(balancer, [[[False, 0]] * int(rng.integers(1, 5))])
    for number in range(3):
        fleet.kill(number)
    with raises("NoWorker"):
        fleet.send(student.RoundRobin(), fleet.requests(rng, 1), timeout=1)
    assert [fleet.healthy(), fleet.active()] == [[False] * 3, [0] * 3]


@says(
    es="Tampoco se pierde la petición que un trabajador empezaba a responder cuando murió",
    en="Nor is the request lost that a worker was beginning to answer when it died",
    weight=2,
)
def test_it_dies_in_the_middle_of_an_answer(student, fleet, rng):
    silent, halfway = rng.choice(3, size=2, replace=False).tolist()
    fleet.mood(silent, "silent")
    fleet.mood(halfway, "halfway")
    paths = fleet.requests(rng, 8)
    assert fleet.send(student.RoundRobin(), paths) == fleet.answers(paths)
    assert fleet.healthy() == [place not in (silent, halfway) for place in range(3)]
    assert fleet.active() == [0] * 3


@says(
    es="Con un trabajador que calla, espera timeout segundos y pregunta a otro",
    en="With a worker that keeps silent, it waits timeout seconds and asks another",
)
def test_it_hangs(student, fleet, rng):
    hangs = int(rng.integers(2))
    fleet.mood(hangs, "hangs")
    paths = fleet.requests(rng, 4)
    assert fleet.send(student.RoundRobin(), paths, timeout=0.5) == fleet.answers(paths)
    assert not fleet.healthy()[hangs]
    assert len(fleet.told("asked")[hangs]) == 1
    assert fleet.backends[hangs].was_abandoned() is True


@says(
    es="Una respuesta con error es una respuesta: vuelve tal cual, y nadie deja de estar sano por ella",
    en="An answer with an error is an answer: it comes back as it is, and nobody stops being healthy because of it",
    weight=2,
)
def test_a_refusal_is_an_answer(student, fleet, rng):
    status = int(rng.choice([400, 404, 422, 500]))
    for number in range(3):
        fleet.mood(number, "well", status)
    paths = fleet.requests(rng, 4)
    assert fleet.send(student.LeastConnections(), paths) == fleet.answers(paths, status)
    assert fleet.healthy() == [True] * 3
    assert sum(fleet.counts(paths)) == len(paths)


@says(
    es="active cuenta las peticiones abiertas: uno que tarda no recibe más mientras los otros están libres",
    en="active counts the open requests: one that takes long gets no more while the others are free",
)
def test_a_slow_one_gets_less(student, fleet, rng):
    for slow in [0, 2]:  # whoever does not count always takes the first, or the last
        for number in range(3):
            fleet.mood(number, "waits" if number == slow else "well")
        gate = fleet.gate(20)
        paths = fleet.requests(rng, 26)
        assert fleet.send(student.LeastConnections(), paths, timeout=8, at_once=6) == fleet.answers(paths)
        assert as_number(attribute(gate, "held")) <= 4
        assert fleet.active() == [0] * 3


@says(
    es="check_health solo da por sano al que responde 200: ni al que responde otra cosa, ni al que calla, ni al que no está",
    en="check_health takes as healthy only who answers 200: not who answers otherwise, nor who keeps silent, nor who is gone",
)
def test_health_is_an_answer_200(fleet, rng):
    loading, silent, gone = rng.permutation(3).tolist()
    fleet.mood(loading, "well", 503)
    fleet.mood(silent, "silent")
    fleet.kill(gone)
    fleet.check_health()
    assert fleet.healthy() == [False] * 3
    fleet.mood(loading, "well", 200)
    fleet.check_health()
    assert fleet.healthy() == [place == loading for place in range(3)]

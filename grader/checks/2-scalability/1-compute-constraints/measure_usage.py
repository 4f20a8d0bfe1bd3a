"""What a piece of work costs: time by the clock, time of the processor, memory, disk."""

from __future__ import annotations

from grader.judging.api import advises, raises, says


@says(
    es="Una espera gasta reloj y casi nada de procesador",
    en="A wait spends the clock and hardly any processor",
)
@advises(
    es="wall y cpu salen de dos relojes distintos. ¿Y cuánto procesador gasta tu propia manera de medir mientras tanto?",
    en="wall and cpu come from two different clocks. And how much processor does your own way of measuring spend meanwhile?",
)
def test_waiting_is_not_work(agrees):
    assert agrees(lambda told: told.wall_is_right() and told.cpu_is_right(), ("sleep",))


@says(
    es="Una cuenta gasta procesador, y wall dice lo que duró",
    en="A calculation spends processor, and wall says how long it took",
)
@advises(
    es="El reloj del procesador se lee antes y después, como el otro. Los dos en segundos.",
    en="The processor's clock is read before and after, like the other one. Both in seconds.",
)
def test_working_is_work(agrees):
    assert agrees(lambda told: told.wall_is_right() and told.cpu_is_right(), ("spin",))


@says(
    es="peak_memory ve la memoria que la función pidió y devolvió, y no la que ya había",
    en="peak_memory sees the memory that the function took and gave back, and not what was there before",
)
@advises(
    es="Al terminar ya no queda nada que ver: hace falta lo más alto que hubo durante la llamada. En bytes.",
    en="At the end there is nothing left to see: what you need is the highest there was during the call. In bytes.",
)
def test_memory_that_was_given_back_is_seen(agrees, rng):
    kind, size = str(rng.choice(["array", "bytes"])), int(rng.integers(40, 70)) * 10**6
    assert agrees(lambda told: told.peak_is(size), ("hold", kind, size))


@says(
    es="disk_written dice cuántos bytes escribió la función en archivos",
    en="disk_written says how many bytes the function wrote to files",
)
@advises(
    es="bytes_written cuenta desde que empezó el proceso: lo que escribió la función es una diferencia.",
    en="bytes_written counts since the process began: what the function wrote is a difference.",
)
def test_bytes_written_are_seen(agrees, rng):
    for _ in range(2):
        size = int(rng.integers(10, 20)) * 10**6
        assert agrees(lambda told, size=size: told.wrote(size), ("write", size, int(rng.integers(1, 6))))


@says(
    es="Si la función lanza una excepción, measure deja pasar esa misma",
    en="If the function raises an exception, measure lets that very one pass",
)
@advises(
    es="Medir no es arreglar: quien llama tiene que enterarse. Relee lo que hace finally.",
    en="To measure is not to mend: the caller has to know. Read again what finally does.",
)
def test_exceptions_pass(measure, rng):
    kind, message = str(rng.choice(["LookupError", "ArithmeticError", "ConnectionError"])), rng.bytes(8).hex()
    with raises(kind) as caught:
        measure(("raise", kind, message))
    assert caught.message == message

"""What a piece of work costs: other threads, other calls, and what is left behind."""

from __future__ import annotations

from grader.judging.api import raises, run_in, says


@says(
    es="cpu cuenta también lo que trabajan otros hilos del proceso",
    en="cpu counts the work of the process's other threads too",
)
def test_other_threads_count(agrees):
    assert agrees(lambda told: told.cpu_is_right(), ("spin elsewhere",))


@says(
    es="Cada llamada mide lo suyo: un pico anterior no tapa ni engorda el siguiente",
    en="Each call measures its own: an earlier peak neither hides nor fattens the next",
)
def test_each_call_measures_its_own(agrees, rng):
    large, small = (int(rng.integers(*sizes)) * 10**6 for sizes in [(50, 70), (2, 5)])
    assert agrees(lambda told: told.peak_is(large), ("hold", "array", large))
    assert agrees(lambda told: told.peak_memory < large / 3, ("hold", "bytes", small))
    assert agrees(lambda told: told.peak_is(large), ("hold", "array", large))


@says(
    es="Llama a la función una sola vez, y acierta las cuatro medidas de esa vez",
    en="Calls the function only once, and gets the four measurements of that one time right",
)
def test_one_call_gives_all_four(agrees, rng):
    size, written = int(rng.integers(40, 70)) * 10**6, int(rng.integers(5, 15)) * 10**6
    steps = [("spin",), ("hold", "array", size), ("write", written, 3)]

    def all_four(told):
        times = told.wall_is_right() and told.cpu_is_right()
        return told.calls == 1 and times and told.peak_is(size) and told.wrote(written)

    assert agrees(all_four, *(steps[step] for step in rng.permutation(3)))


@says(
    es="No deja nada suyo en marcha, ni hilos ni tracemalloc: tampoco tras una excepción",
    en="Leaves nothing of its own running, neither threads nor tracemalloc: not after an exception either",
)
def test_nothing_stays_running(student, measure):
    threads = run_in(student, _threads_with_nothing_traced)
    measure()
    assert run_in(student, _left_running, threads) == []
    with raises("LookupError"):
        measure(("raise", "LookupError", "lost"))
    assert run_in(student, _left_running, threads) == []


def _threads_with_nothing_traced():
    """How many threads there are, once what an earlier call may have left tracing is stopped."""
    import threading
    import tracemalloc

    tracemalloc.stop()
    return threading.active_count()


def _left_running(threads):
    """What runs beyond so many threads. A thread gets half a second to end."""
    import threading
    import time
    import tracemalloc

    end = time.monotonic() + 0.5
    while threading.active_count() > threads and time.monotonic() < end:
        time.sleep(0.01)
    return ["thread"] * (threading.active_count() > threads) + ["tracemalloc"] * tracemalloc.is_tracing()

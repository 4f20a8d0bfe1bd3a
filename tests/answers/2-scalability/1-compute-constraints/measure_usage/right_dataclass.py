from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Usage:
    wall: float = 0.0
    cpu: float = 0.0
    peak_memory: int = 0
    disk_written: int = 0


@contextmanager
def traced():
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def written() -> int:
    counters = psutil.Process().io_counters()
    return getattr(counters, "write_chars", counters.write_bytes)


def measure(function):
    usage = Usage()
    with traced():
        before, wall, cpu = written(), time.perf_counter_ns(), time.process_time_ns()
        function()
        usage.wall, usage.cpu = (time.perf_counter_ns() - wall) / 1e9, (time.process_time_ns() - cpu) / 1e9
        usage.disk_written = written() - before
        usage.peak_memory = tracemalloc.get_traced_memory()[1]
    return usage

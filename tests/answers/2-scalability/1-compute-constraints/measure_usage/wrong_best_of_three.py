# loses: test_one_call_gives_all_four
# Calls the function three times, to keep the mean, and what it writes is written three times.
class Usage(NamedTuple):
    wall: float
    cpu: float
    peak_memory: int
    disk_written: int


def bytes_written() -> int:
    process = psutil.Process()
    if hasattr(process, "io_counters"):
        counters = process.io_counters()
        return getattr(counters, "write_chars", counters.write_bytes)
    return sum(path.stat().st_size for path in Path().rglob("*") if path.is_file())


def measure(function) -> Usage:
    tracemalloc.start()
    written = bytes_written()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        for _ in range(3):
            function()
        wall, cpu = (time.perf_counter() - wall) / 3, (time.process_time() - cpu) / 3
        peak = tracemalloc.get_traced_memory()[1]
        return Usage(wall, cpu, peak, bytes_written() - written)
    finally:
        tracemalloc.stop()

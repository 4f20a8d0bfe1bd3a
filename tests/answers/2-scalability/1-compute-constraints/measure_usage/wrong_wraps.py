# loses: test_exceptions_pass
# Raises an exception of its own instead of the function's.
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
        function()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = tracemalloc.get_traced_memory()[1]
        return Usage(wall, cpu, peak, bytes_written() - written)
    except Exception as error:
        raise RuntimeError(f"could not measure: {error}") from error
    finally:
        tracemalloc.stop()

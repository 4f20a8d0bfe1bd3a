# loses: test_each_call_measures_its_own
# Takes the record of the process's whole life: a peak as high as an earlier one is not seen.
import resource


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
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    written = bytes_written()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        function()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        return Usage(wall, cpu, peak, bytes_written() - written)
    finally:
        pass

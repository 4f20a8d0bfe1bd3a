# loses: test_nothing_stays_running
# After an exception its thread goes on looking for ever.
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
    start, done = psutil.Process().memory_info().rss, threading.Event()
    seen = [start]

    def look():
        while not done.wait(0.005):
            seen.append(psutil.Process().memory_info().rss)

    threading.Thread(target=look, daemon=True).start()
    written = bytes_written()
    wall, cpu = time.perf_counter(), time.process_time()
    function()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    done.set()
    return Usage(wall, cpu, max(seen) - start, bytes_written() - written)

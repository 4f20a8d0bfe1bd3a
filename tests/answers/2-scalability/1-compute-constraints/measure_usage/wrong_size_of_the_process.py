# loses: test_memory_that_was_given_back_is_seen
# Tells how large the whole process is, and not by how much it rose.
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
    seen, done = [0], threading.Event()

    def look():
        while not done.wait(0.005):
            seen.append(psutil.Process().memory_info().rss)

    thread = threading.Thread(target=look)
    thread.start()
    written = bytes_written()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        function()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = max(seen)
        return Usage(wall, cpu, peak, bytes_written() - written)
    finally:
        done.set()
        thread.join()

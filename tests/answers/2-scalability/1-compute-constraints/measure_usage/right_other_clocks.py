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
    """The processor's time as the system counts it; memory from where it stood. It prints, too."""
    was_tracing = tracemalloc.is_tracing()
    tracemalloc.start()
    tracemalloc.reset_peak()
    floor = tracemalloc.get_traced_memory()[0]
    before = time.time(), sum(psutil.Process().cpu_times()[:2]), bytes_written()
    try:
        function()
        after = time.time(), sum(psutil.Process().cpu_times()[:2]), bytes_written()
        peak = tracemalloc.get_traced_memory()[1] - floor
    finally:
        if not was_tracing:
            tracemalloc.stop()
    wall, cpu, written = (b - a for a, b in zip(before, after, strict=True))
    print(f"{wall:.3f} s, {cpu:.3f} s, {peak} bytes, {written} bytes")
    return Usage(wall=wall, cpu=cpu, peak_memory=np.int64(peak), disk_written=written)

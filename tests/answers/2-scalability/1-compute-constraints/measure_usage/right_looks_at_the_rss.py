class Usage(NamedTuple):
    wall: float
    cpu: float
    peak_memory: int
    disk_written: int


def measure(function) -> Usage:
    """With a thread that looks every few milliseconds, and the size of the files for what was written."""
    me, done = psutil.Process(), threading.Event()
    start = me.memory_info().rss
    seen = [start]

    def look():
        while not done.wait(0.005):
            seen.append(me.memory_info().rss)

    def on_disk():
        return sum(path.stat().st_size for path in Path.cwd().glob("**/*") if path.is_file())

    files = on_disk()
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    wall, cpu = time.monotonic(), time.process_time()
    try:
        function()
    finally:
        cpu, wall = time.process_time() - cpu, time.monotonic() - wall
        done.set()
        thread.join()
    return Usage(wall, cpu, max(seen) - start, on_disk() - files)

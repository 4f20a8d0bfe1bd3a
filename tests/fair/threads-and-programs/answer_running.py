import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor


def running(values):
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as pool:
        program = "import sys; print(sum(map(int, sys.argv[1:])))"
        parts = [list(map(str, values[: i + 1])) for i in range(len(values))]
        run = lambda part: subprocess.run([sys.executable, "-S", "-c", program, *part], capture_output=True, cwd=folder)
        return [int(done.stdout) for done in pool.map(run, parts)]

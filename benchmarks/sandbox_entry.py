"""What the sandbox costs a kernel: the time until it answers, with namespaces, with limits only, and as an ordinary one.

    python benchmarks/sandbox_entry.py

All kinds are measured in turn, in one run; the medians are compared.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from grader.grading.kernels import OrdinaryKernel, SandboxedKernel
from grader.judging import sandbox
from grader.judging.sandbox import Bounds, Level

ROUNDS = 12


async def seconds_until_ready(level: Level, files: Path) -> float:
    started = time.perf_counter()
    kernel = OrdinaryKernel(files) if level == "none" else SandboxedKernel(files, Bounds(), level)
    await kernel.manager.start_kernel()
    client = kernel.manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    taken = time.perf_counter() - started
    client.stop_channels()
    await kernel.close()
    return taken


async def main() -> None:
    levels: list[Level] = ["none", "process"]
    if sandbox.level()[0] == "namespaces":
        levels.append("namespaces")
    times: dict[Level, list[float]] = {level: [] for level in levels}
    with tempfile.TemporaryDirectory() as files:
        for round_ in range(ROUNDS + 1):
            for level in levels:
                taken = await seconds_until_ready(level, Path(files))
                if round_:  # the first one also starts the warm server
                    times[level].append(taken)
    medians = {level: statistics.median(taken) for level, taken in times.items()}
    for level, median in medians.items():
        print(f"{level:10}  {median * 1000:6.0f} ms  {median / medians['none']:.2f} of an ordinary kernel")
    if "namespaces" in medians:
        print(f"namespaces add {(medians['namespaces'] - medians['process']) * 1000:.0f} ms to a forked kernel")


asyncio.run(main())

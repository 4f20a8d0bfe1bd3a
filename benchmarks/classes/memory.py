"""What one more warm kernel costs in memory, once it has executed a notebook.

    python -m classes.memory told.json

Several kernels are alive at once, each in its sandbox, forked from one warm server. Of each, all processes of its sandbox:
private bytes (pages that nobody else has), and the proportional set size, in which a page that n processes share counts
for 1/n. Prints both, in bytes, for every kernel.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from grader.grading.execute import isolation
from grader.grading.kernels import SandboxedKernel
from grader.judging import sandbox
from grader.judging.sandbox import Bounds

KERNELS = 4


def of_a_kernel(imports: Sequence[str], cells: Sequence[str]) -> dict[str, float]:
    """``private`` and ``pss`` of a kernel that has executed these cells, in bytes: the means of several.

    ``imports`` is what the warm server is asked to have imported for this notebook.
    """
    with tempfile.TemporaryDirectory(prefix="memory-") as folder:
        told, here = Path(folder, "told.json"), Path(__file__)
        told.write_text(json.dumps({"imports": imports, "cells": cells}))
        command = [sys.executable, "-m", f"{here.parent.name}.{here.stem}", told]
        done = subprocess.run(command, cwd=here.parents[1], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        kernels = json.loads(done.stdout.splitlines()[-1])
        return {kind: mean(kernel[kind] for kernel in kernels) for kind in ("private", "pss")}


async def main(path: str) -> None:
    told = json.loads(Path(path).read_text())
    kernels = []
    try:
        for _ in range(KERNELS):
            kernels.append(SandboxedKernel(Path(path).parent, Bounds(), isolation(), told["imports"]))
            await _execute(kernels[-1], told["cells"])
        print(json.dumps([_memory(kernel) for kernel in kernels]))
    finally:
        for kernel in kernels:
            await kernel.close()


async def _execute(kernel: SandboxedKernel, cells: Sequence[str]) -> None:
    await kernel.manager.start_kernel()
    client = kernel.manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    kernel.ready()
    for cell in cells:
        await client.execute_interactive(cell, allow_stdin=False, output_hook=lambda message: None, timeout=120)
    client.stop_channels()


def _memory(kernel: SandboxedKernel) -> Counter[str]:
    first = kernel._sandbox.pid
    found: Counter[str] = Counter()
    for pid in [first, *sandbox.descendants(first)]:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, size = line.split()[:2]
            kind = "private" if name.startswith("Private_") else "pss" if name == "Pss:" else ""
            found[kind] += int(size) * 1024
    return found


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

"""Execute a rebuilt notebook in a kernel, and judge each of its exercises from outside while the kernel serves.

The kernel runs the student's cells and answers the judge; the verdict is made in this process's children and written into
the notebook here. Nothing that the kernel says is a verdict. A kernel that dies or hangs costs the cell at hand: the rest
goes on in a new kernel, where the code before it is run once more.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from grader.exercises import Exercise
from grader.judging.address import Address
from grader.judging.launch import Judging
from grader.judging.messages import check_not_run, kernel_died
from grader.judging.verdict import Findings, Verdict

_JUDGE_NOTICES = 5.0
"""Seconds that a judge has to end by itself once the kernel has stopped serving it."""
_STILL_BUSY = 5.0
"""Seconds that an interrupted kernel has to answer before it is given up."""


@dataclass(frozen=True)
class Limits:
    """Seconds, generous for a slow machine."""

    cell: float = 60.0
    notebook: float = 600.0
    judging: float = 90.0


def execute_and_judge(
    notebook: NotebookNode, exercises: dict[str, Exercise], *, lang: str, folder: Path, seed: int, limits: Limits
) -> list[Verdict]:
    """Run ``notebook`` in place, in a scratch copy of ``folder``; the outputs of its check cells become the verdicts' cards.

    ``exercises`` holds, by grade_id, what its check cells judge.
    """
    with tempfile.TemporaryDirectory(prefix="grade-", ignore_cleanup_errors=True) as scratch:
        work = Path(scratch) / "work"
        shutil.copytree(folder, work, ignore=shutil.ignore_patterns("*.ipynb"), symlinks=True)
        run = _Run(notebook, exercises, lang, work, seed, limits)
        return asyncio.run(run.everything())


class _Run:
    def __init__(
        self, notebook: NotebookNode, exercises: dict[str, Exercise], lang: str, work: Path, seed: int, limits: Limits
    ) -> None:
        self._notebook, self._exercises, self._lang = notebook, exercises, lang
        self._work, self._seed, self._limits = work, seed, limits
        self._deadline = time.monotonic() + limits.notebook
        self._guilty: set[int] = set()
        """Code cells that ended a kernel: they are not run again in the next one."""
        self._client: Any = None
        self._kernels = 0

    async def everything(self) -> list[Verdict]:
        verdicts = []
        await self._new_kernel(upto=0)
        try:
            for index, cell in enumerate(self._notebook.cells):
                exercise = self._exercises.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
                if exercise:
                    verdicts.append(await self._judge(exercise, index))
                    _show(cell, verdicts[-1])
                elif cell.cell_type == "code":
                    await self._run_code(index)
        finally:
            await self._end_kernel()
        return verdicts

    async def _run_code(self, index: int) -> None:
        if self._seconds_left() and not await self._in_kernel(self._notebook.cells[index], index, self._limits.cell):
            self._guilty.add(index)
            await self._new_kernel(upto=index)

    async def _in_kernel(self, cell: NotebookNode, index: int, seconds: float) -> bool:
        """Run one cell; False if the kernel did not survive it, or could not be interrupted."""
        client, timeout = self._client, max(1, int(min(seconds, self._seconds_left())))
        original = self._notebook.cells[index]
        client.timeout = timeout
        started = time.monotonic()
        try:
            await client.async_execute_cell(cell, index)
            if time.monotonic() - started >= timeout:
                cell.outputs.append(_too_long(timeout))
                await client.kc._async_wait_for_ready(timeout=_STILL_BUSY)
        except (RuntimeError, TimeoutError):  # DeadKernelError is a RuntimeError
            return False
        finally:
            self._notebook.cells[index] = original  # nbclient puts what it ran in its place
        return bool(await client.km.is_alive())

    async def _judge(self, exercise: Exercise, index: int) -> Verdict:
        address = Address.new(self._work)
        judging = Judging(exercise, self._seed, address, self._work)
        try:
            if not self._seconds_left():
                return Verdict(judging.failed(check_not_run()), exercise, self._lang)
            serving = asyncio.create_task(self._in_kernel(_serving_cell(address), index, self._limits.judging))
            findings, alive = await self._findings(judging, serving)
        finally:
            judging.stop()
        if not alive:
            await self._new_kernel(upto=index)
        return Verdict(findings, exercise, self._lang)

    async def _findings(self, judging: Judging, serving: asyncio.Task[bool]) -> tuple[Findings, bool]:
        """What the judge found, and whether the kernel is fit to go on."""
        findings = None
        while findings is None:
            hearing: asyncio.Future[Findings | None] = asyncio.get_running_loop().run_in_executor(None, judging.hear)
            either: list[asyncio.Future[Any]] = [hearing, serving]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not hearing.done():  # the kernel stopped serving: the judge notices, unless nobody ever served it
                await asyncio.wait([hearing], timeout=_JUDGE_NOTICES)
                if not hearing.done():
                    judging.judge.kill()
            findings = await hearing
        judging.judge.kill()  # hang up: the kernel's cell ends
        alive = await serving
        return findings if alive else judging.failed(kernel_died()), alive

    def _seconds_left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    async def _new_kernel(self, upto: int) -> None:
        """Start a kernel in the place of the one before, and bring it to where that one was."""
        await self._end_kernel()
        self._client = NotebookClient(
            self._notebook,
            km=self._kernel_manager(),
            resources={"metadata": {"path": str(self._work)}},
            allow_errors=True,
            interrupt_on_timeout=True,
            shutdown_kernel="immediate",
            error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
            store_widget_state=False,
        )
        await self._client.async_start_new_kernel(cwd=str(self._work))
        await self._client.async_start_new_kernel_client()
        for index in range(upto):
            cell = self._notebook.cells[index]
            if (cell.cell_type == "code" and "nbgrader" not in cell.metadata) or _is_answer(cell):
                if index in self._guilty or not self._seconds_left():
                    continue
                if not await self._in_kernel(new_code_cell(cell.source), index, self._limits.cell):
                    self._guilty.add(index)
                    return await self._new_kernel(upto)
        return None

    def _kernel_manager(self) -> AsyncKernelManager:
        """Sockets in our scratch folder where the system has them: nobody else on the machine can speak to the kernel."""
        self._kernels += 1
        if os.name != "posix":
            return AsyncKernelManager(kernel_name="python3")
        return AsyncKernelManager(kernel_name="python3", transport="ipc", ip=str(self._work.parent / f"k{self._kernels}"))

    async def _end_kernel(self) -> None:
        if self._client is not None:
            self._client.kc.stop_channels()
            await self._client.km.shutdown_kernel(now=True)


def _too_long(seconds: float) -> NotebookNode:
    told = f"TimeoutError: {seconds:g} s"
    return new_output("error", ename="TimeoutError", evalue=f"{seconds:g} s", traceback=[told])


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _serving_cell(address: Address) -> NotebookNode:
    """What the kernel executes in the place of a check cell."""
    return new_code_cell(
        "import sys as _sys\n"
        "from grader.judging.address import Address as _Address\n"
        "from grader.judging.serve import serve as _serve\n"
        f"_serve(_Address({address.name!r}, {address.key!r}).accept(), _sys.modules['__main__'].__dict__)"
    )


def _show(cell: NotebookNode, verdict: Verdict) -> None:
    """The card as the cell's only output, and the points where nbgrader reads them."""
    cell.execution_count = None
    cell.outputs = [new_output("execute_result", verdict._repr_mimebundle_(), execution_count=None)]

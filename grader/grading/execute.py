"""Execute a rebuilt notebook in a kernel, and judge each of its exercises from outside while the kernel serves.

The kernel runs the student's cells and answers the judge; the verdict is made in this process's children and written into
the notebook here. Nothing that the kernel says is a verdict. A kernel that dies or hangs costs the cell at hand: the rest
goes on in a new kernel, where the code before it is run once more.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from grader.errors import CourseError
from grader.exercises import Exercise
from grader.grading.kernels import OrdinaryKernel, SandboxedKernel, Serving
from grader.judging import sandbox
from grader.judging.address import Address
from grader.judging.launch import Judging
from grader.judging.messages import check_not_run, kernel_died, too_much_memory, too_much_output
from grader.judging.sandbox import Bounds, Level
from grader.judging.verdict import Findings, Verdict
from grader.languages import Text, said

_JUDGE_NOTICES = 5.0
"""Seconds that a judge has to end by itself once the kernel has stopped serving it."""
_STILL_BUSY = 5.0
"""Seconds that an interrupted kernel has to answer before it is given up."""
_LOOKS = 0.25
"""Seconds between two looks at the memory in use."""


@dataclass(frozen=True)
class Limits:
    """What a submission may take: seconds, generous for a slow machine; bytes of output; memory, files and processes."""

    cell: float = 60.0
    notebook: float = 600.0
    judging: float = 90.0
    output: int = 20 * 2**20
    bounds: Bounds = field(default_factory=Bounds)


def isolation(wanted: str = "auto") -> Level:
    """The level that grading runs at. ``auto`` is the best that this machine gives.

    Raises CourseError for a level that it does not give.
    """
    best, reason = sandbox.level()
    if wanted in ("auto", best):
        return best
    if wanted == "none" or (wanted == "process" and best != "none"):
        return wanted  # type: ignore[return-value]
    raise CourseError(
        f"the isolation «{wanted}» cannot be had here ({reason}); `grader doctor` says more, "
        "and c.ExecuteAndJudge.isolation = 'auto' takes what there is"
    )


def execute_and_judge(
    notebook: NotebookNode,
    exercises: dict[str, Exercise],
    *,
    lang: str,
    folder: Path,
    seed: int,
    limits: Limits,
    level: Level,
) -> list[Verdict]:
    """Run ``notebook`` in place, with a copy of the files in ``folder``; the verdicts on its check cells.

    ``exercises`` holds, by grade_id, what its check cells judge.
    """
    run = _Run(notebook, exercises, lang, folder, seed, limits, level)
    if not _in_event_loop():
        return asyncio.run(run.everything())
    with ThreadPoolExecutor(1) as thread:  # Formgrader's server grades within its own
        return thread.submit(asyncio.run, run.everything()).result()


def _in_event_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class TooMuchOutput(CellControlSignal):
    """A cell wrote more than a submission may."""


class _Client(NotebookClient):
    """nbclient's, which counts what the cells of a notebook write."""

    def __init__(self, *args: Any, most: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self._left = most

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        self._left -= _weight(msg["content"])
        if self._left < 0:
            manager: Any = self.km
            self._interrupting = asyncio.ensure_future(manager.interrupt_kernel())
            raise TooMuchOutput
        return super().process_message(msg, cell, cell_index)


def _weight(content: Any) -> int:
    """About how many bytes the content of a message has."""
    match content:
        case str():
            return len(content)
        case dict():
            return 50 + sum(len(str(key)) + _weight(value) for key, value in content.items())
        case list():
            return sum(map(_weight, content))
    return 8


class _Run:
    def __init__(
        self,
        notebook: NotebookNode,
        exercises: dict[str, Exercise],
        lang: str,
        folder: Path,
        seed: int,
        limits: Limits,
        level: Level,
    ) -> None:
        self._notebook, self._exercises, self._lang = notebook, exercises, lang
        self._folder, self._seed, self._limits, self._level = folder, seed, limits, level
        self._deadline = time.monotonic() + limits.notebook
        self._guilty: set[int] = set()
        """Code cells that ended a kernel: they are not run again in the next one."""
        self._kernel: SandboxedKernel | OrdinaryKernel | None = None
        self._client: Any = None
        self._leaving = False
        self._trouble: Text | None = None
        """Why the kernel had to be given up, where it is more than that it died."""

    async def everything(self) -> list[Verdict]:
        verdicts = []
        watch = asyncio.create_task(self._watch_memory())
        try:
            await self._new_kernel(upto=0)
            for index, cell in enumerate(self._notebook.cells):
                exercise = self._exercises.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
                if exercise:
                    verdicts.append(await self._judge(exercise, index))
                elif cell.cell_type == "code":
                    await self._run_code(index)
        finally:
            watch.cancel()
            await self._end_kernel()
        return verdicts

    async def _run_code(self, index: int) -> None:
        if self._seconds_left() and not await self._in_kernel(self._notebook.cells[index], index, self._limits.cell):
            cell = self._notebook.cells[index]
            cell.outputs = [*cell.outputs[:_KEPT_OUTPUTS], _stopped(said(self._why(), self._lang))]
            self._guilty.add(index)
            await self._new_kernel(upto=index)

    def _why(self) -> Text:
        trouble, self._trouble = self._trouble or kernel_died(), None
        return trouble

    async def _watch_memory(self) -> None:
        while True:
            await asyncio.sleep(_LOOKS)
            kernel = self._kernel
            if kernel is None:
                continue
            excess = await asyncio.to_thread(kernel.exceeds_memory)
            if excess and kernel is self._kernel:
                self._trouble = too_much_memory(self._limits.bounds.memory)
                await kernel.kill()

    async def _in_kernel(self, cell: NotebookNode, index: int, seconds: float) -> bool:
        """Run one cell; False if the kernel did not survive it, or could not be interrupted."""
        client, timeout = self._client, max(1, int(min(seconds, self._seconds_left())))
        original = self._notebook.cells[index]
        client.timeout = timeout
        started = time.monotonic()
        try:
            await client.async_execute_cell(cell, index)
            if time.monotonic() - started >= timeout:
                self._guilty.add(index)
                cell.outputs.append(_stopped(f"{timeout:g} s"))
                await client.kc.wait_for_ready(timeout=_STILL_BUSY)
        except TooMuchOutput:
            self._trouble = too_much_output(self._limits.output)
            return False
        except Exception:  # it died, or it says what no kernel says
            return False
        finally:
            self._notebook.cells[index] = original  # nbclient puts what it ran in its place
        return not self._leaving and bool(await client.km.is_alive())

    def _note_exit(self, execute_reply: dict[str, Any], **_: Any) -> None:
        """A cell that calls ``exit()`` says so in its reply; the kernel ends a moment later, in the midst of another one."""
        payload = execute_reply["content"].get("payload", [])
        self._leaving = self._leaving or any(part.get("source") == "ask_exit" for part in payload)

    async def _judge(self, exercise: Exercise, index: int) -> Verdict:
        kernel = self._kernel
        if not self._seconds_left() or kernel is None:
            findings = Findings(exercise.id, self._seed, trouble=check_not_run())
            return Verdict(findings, exercise, self._lang)
        try:
            serving = kernel.serve()
        except OSError:  # it closed what leads to its judge
            await self._new_kernel(upto=index)
            return Verdict(Findings(exercise.id, self._seed, trouble=kernel_died()), exercise, self._lang)
        judging = Judging(exercise, self._seed, serving.answers, kernel.home, kernel.start_fresh)
        if not isinstance(serving.answers, Address):
            serving.answers.close()  # the judge has it: when the judge ends, the kernel is to notice
        try:
            served = asyncio.create_task(self._in_kernel(_serving_cell(serving), index, self._limits.judging))
            findings, alive = await self._findings(judging, served)
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
                    judging.hang_up()
            findings = await hearing
        judging.hang_up()  # the kernel's cell ends
        alive = await self._ended(serving)
        return findings if alive else judging.failed(self._why()), alive

    async def _ended(self, serving: asyncio.Task[bool]) -> bool:
        """Wait for a kernel that has nobody left to serve; end it, if it is still busy with a call that never returns."""
        for give_up in (self._client.km.interrupt_kernel, self._give_up):
            await asyncio.wait([serving], timeout=_STILL_BUSY)
            if serving.done():
                break
            await give_up()
        return await serving

    async def _give_up(self) -> None:
        if self._kernel is not None:
            await self._kernel.kill()

    def _seconds_left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    async def _new_kernel(self, upto: int) -> None:
        """Start a kernel in the place of the one before, and bring it to where that one was."""
        while True:
            await self._end_kernel()
            await self._start_kernel()
            if await self._replay(upto):
                return

    async def _start_kernel(self) -> None:
        if self._level == "none":
            self._kernel = OrdinaryKernel(self._folder)
        else:
            imports = self._notebook.metadata.get("course", {}).get("imports", ())
            self._kernel = SandboxedKernel(self._folder, self._limits.bounds, self._level, imports)
        self._client = _Client(
            self._notebook,
            km=self._kernel.manager,
            most=self._limits.output,
            resources={"metadata": {"path": str(self._kernel.home)}},
            allow_errors=True,
            interrupt_on_timeout=True,
            shutdown_kernel="immediate",
            error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
            store_widget_state=False,
            on_cell_executed=self._note_exit,
        )
        self._leaving = False
        await self._client.async_start_new_kernel(cwd=str(self._kernel.home))
        await self._client.async_start_new_kernel_client()
        self._kernel.ready()

    async def _replay(self, upto: int) -> bool:
        """Run the code before cell ``upto`` once more; False if that ended the kernel."""
        for index, cell in enumerate(self._notebook.cells[:upto]):
            runs = (cell.cell_type == "code" and "nbgrader" not in cell.metadata) or _is_answer(cell)
            if not runs or index in self._guilty or not self._seconds_left():
                continue
            if not await self._in_kernel(new_code_cell(cell.source), index, self._limits.cell):
                self._guilty.add(index)
                return False
        return True

    async def _end_kernel(self) -> None:
        kernel, self._kernel = self._kernel, None
        if kernel is not None:
            if self._client is not None and self._client.kc is not None:
                self._client.kc.stop_channels()
            self._client = None
            await kernel.close()


_KEPT_OUTPUTS = 100
"""Outputs that are kept of a cell that had to be stopped."""


def _stopped(why: str) -> NotebookNode:
    return new_output("error", ename="Stopped", evalue=why, traceback=[why])


def _is_answer(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _serving_cell(serving: Serving) -> NotebookNode:
    """What the kernel executes in the place of a check cell."""
    return new_code_cell(f"import sys as _sys\n_names = _sys.modules['__main__']\n{serving.code}")

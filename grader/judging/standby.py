"""Judges that stand by: each has collected the checks of one exercise, and judges by them as often as it is asked to.

They are started when an exercise is judged for the first time, and stay until the process that has them ends.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import OrderedDict
from multiprocessing.connection import Connection
from pathlib import Path

from grader.exercises import Exercise
from grader.judging.address import Address
from grader.judging.judge import STOPPED, Order, run, send_order
from grader.judging.launch import start

MOST = 32
"""Judges that stand by at once: the exercises of an assignment, about."""
_STOPS = 5.0
"""Seconds that a judge has to end what it is doing; then it is ended itself."""

_standing_by: OrderedDict[object, Judge] = OrderedDict()


class Judge:
    """A judge of ``exercise``, for one judging at a time."""

    def __init__(self, exercise: Exercise, key: object) -> None:
        self._key, self._busy = key, False
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = start(run, exercise, theirs, daemon=True)
        theirs.close()

    @classmethod
    def of(cls, exercise: Exercise) -> Judge:
        """One that stands by, if its checks are still what they were when it collected them; or a new one."""
        key = (os.getpid(), exercise.public, exercise.hidden, exercise.private, _as_written(exercise))
        judge = _standing_by.pop(key, None)
        return judge if judge and judge._process.is_alive() else cls(exercise, key)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def begin(self, seed: int, answers: Connection | Address, control: Connection, scratch: Path) -> None:
        """Judge the process that ``answers``. If this judge is gone, ``control`` is closed at its other end too."""
        self._busy = True
        try:
            send_order(Order(seed, answers, control, scratch), self._pipe, self.pid)
        except OSError:
            self._end()

    def stop(self) -> None:
        """End the judging, whatever it is doing, and stand by for the next."""
        if not self._busy:
            return
        self._busy = False
        try:
            self._pipe.send_bytes(b"")
            if self._pipe.poll(_STOPS) and self._pipe.recv_bytes() == STOPPED:
                self._stand_by()
                return
        except (EOFError, OSError):
            pass  # it ended by itself
        self._end()

    def _stand_by(self) -> None:
        if self._key in _standing_by:  # another thread's
            self._end()
            return
        _standing_by[self._key] = self
        dismiss(but=MOST)

    def _end(self) -> None:
        self._busy = False
        self._pipe.close()
        self._process.kill()
        self._process.join()


def dismiss(but: int = 0) -> None:
    """End those that stand by, but for the ``but`` that judged last."""
    while len(_standing_by) > but:
        _standing_by.popitem(last=False)[1]._end()


def _as_written(exercise: Exercise) -> tuple[tuple[Path, int], ...]:
    """When the checks of an exercise, and what they may import from beside them, were written."""
    modules = [path for path in (exercise.public, exercise.private) if path]
    folders = [folder for module in modules for folder in module.parents[:3]]
    return tuple((path, path.stat().st_mtime_ns) for folder in folders for path in sorted(folder.glob("*.py")))

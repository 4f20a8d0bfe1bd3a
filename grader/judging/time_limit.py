"""A time limit for one call in the main thread, which ends it as the interrupt button would."""

from __future__ import annotations

import _thread
import os
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TimeLimitReached(Exception):
    """The call ran longer than its limit."""


def call_within(seconds: float, function: Callable[[], T]) -> T:
    """What ``function()`` returns; raises TimeLimitReached after ``seconds``. An interrupt of the user's passes through."""
    if threading.current_thread() is not threading.main_thread():
        return function()  # only the main thread can be interrupted
    lock = threading.Lock()
    state = {"running": True, "expired": False}

    def expire() -> None:
        with lock:
            if state["running"]:
                state["expired"] = True
                _interrupt_main_thread()

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        timer.start()
        try:
            return function()
        finally:
            with lock:
                state["running"] = False
            timer.cancel()
    except KeyboardInterrupt:
        if state["expired"]:
            raise TimeLimitReached from None
        raise
    finally:
        signal.signal(signal.SIGINT, previous)


def _interrupt_main_thread() -> None:
    if os.name == "posix":  # a real signal also ends a sleep or a read
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        _thread.interrupt_main()

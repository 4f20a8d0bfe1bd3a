"""A process that speaks the protocol by hand: it never hangs the judge, never breaks it, never earns anything."""

from __future__ import annotations

import os
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exercises import Exercise
from grader.judging import student as students
from grader.judging.launch import Judging
from grader.judging.serve import MAX_CLASSES, MAX_LINE, MAX_LINES, MAX_TEXT, SERVING, Servant
from grader.judging.student import (
    AnswererGone,
    AnswerError,
    AnswerMissing,
    AnswerTooLarge,
    AnswerTooSlow,
    Handle,
    NoTimeLeft,
    Patience,
    Peer,
)
from grader.judging.verdict import Findings
from grader.judging.wire import MAX_MESSAGE, pack_plain
from tests.judging.conftest import MakeExercise
from tests.judging.test_wire import almost_messages

Play = Callable[[Connection], None]
NO_ANSWER = (AnswerError, AnswererGone, AnswerMissing, AnswerTooLarge, AnswerTooSlow, NoTimeLeft)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that gives a process up at once, so that no test waits for it."""
    monkeypatch.setattr(students, "CALL_SECONDS", 0.2)
    monkeypatch.setattr(students, "GRACE_SECONDS", -0.8)  # a call has a second at least
    monkeypatch.setattr(students, "START_SECONDS", 0.2)


@contextmanager
def playing(play: Play, patience: Patience | None = None) -> Iterator[Peer]:
    """A peer at whose other end ``play`` does what it likes, and then hangs up."""
    here, there = Pipe()

    def run() -> None:
        with suppress(OSError, EOFError), there:
            play(there)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield Peer(here, patience)
    with socket.socket(fileno=os.dup(here.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)  # a question that was given up still holds the connection
    here.close()
    thread.join(10)
    assert not thread.is_alive()


def replying(*replies: bytes) -> Play:
    """Answers one question after another with these, whatever they ask."""

    def play(connection: Connection) -> None:
        for reply in replies:
            connection.recv_bytes()
            connection.send_bytes(reply)

    return play


def writing(data: bytes) -> Play:
    """Waits for a question and writes these bytes, whether they are a message or not."""

    def play(connection: Connection) -> None:
        connection.recv_bytes()
        os.write(connection.fileno(), data)

    return play


def dripping(connection: Connection) -> None:
    """Promises a message and sends byte after byte of it, without ever coming to its end."""
    connection.recv_bytes()
    os.write(connection.fileno(), struct.pack("!i", MAX_MESSAGE))
    while not wait([connection], 0.05):
        os.write(connection.fileno(), b"=")


def waiting(connection: Connection) -> None:
    """Says nothing until the judge hangs up."""
    with suppress(EOFError, OSError):
        while True:
            connection.recv_bytes()


given_up = threading.Event()


def reads_nothing(connection: Connection) -> None:
    """Leaves the judge's question where it is, and reads it only when the judge has given up."""
    given_up.wait()


def plain(value: Any) -> bytes:
    return b"=" + pack_plain(value, lambda thing: 0)


def problem(value: Any) -> bytes:
    packed: bytes = msgpack.packb(value)
    return b"!" + packed


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\0\0\0",
        struct.pack("!i", 100),
        struct.pack("!i", 100) + b"=\x01",
        struct.pack("!i", 2**31 - 1) + b"=" * 1000,
        struct.pack("!i", -2) + b"=",
        struct.pack("!i", -(2**31)) + b"=",
        struct.pack("!iQ", -1, 2**63),
        struct.pack("!iQ", -1, 2**64 - 1) + b"=" * 1000,
        struct.pack("!i", MAX_MESSAGE + 2) + b"=",
        struct.pack("!i", 0),
    ],
)
def test_a_message_of_a_forged_length_is_the_end_of_its_sender(data: bytes) -> None:
    with playing(writing(data)) as peer, pytest.raises(AnswererGone):
        peer.ask(do="name", of="x")


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"=",
        b"!",
        b"?",
        b"serving",
        b"=\xc1",
        b"=\x01\x01",
        problem(None),
        problem([]),
        problem({}),
        problem({"kind": "passed"}),
        problem({"kind": "raised"}),
        problem({"kind": ["missing"]}),
        problem({"kind": "raised", "types": ["A"], "message": 1, "lines": []}),
        problem({"kind": "raised", "types": [1], "message": "", "lines": []}),
        problem({"kind": "raised", "types": "A", "message": "", "lines": [None]}),
        b"=" + bytes(MAX_MESSAGE),
        b"=" + bytes(MAX_MESSAGE + 1),
    ],
    ids=lambda reply: repr(reply[:40]),
)
def test_a_malformed_answer_is_the_end_of_its_sender(reply: bytes) -> None:
    with playing(replying(reply, plain(1))) as peer:
        for _ in range(2):
            with pytest.raises(AnswererGone):
                peer.ask(do="name", of="x")


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("play", [dripping, waiting], ids=lambda play: play.__name__)
def test_a_process_that_never_comes_to_an_end_is_given_up(play: Play) -> None:
    with playing(play) as peer, pytest.raises(AnswererGone):
        peer.ask(do="name", of="x")


@pytest.mark.usefixtures("hurried")
def test_a_process_that_does_not_read_is_given_up() -> None:
    with playing(reads_nothing) as peer:
        with pytest.raises(AnswererGone):
            peer.ask(do="name", of="x" * 2**23)
        given_up.set()


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "hello",
    [
        b"",
        b"\0\0\0\x07",
        b"\0\0\0\x07serv",
        b"\x7f\xff\xff\xff",
        b"\0\0\0\x07SERVING",
        b"\0\0\0\x01s",
        b"\0\0\0\x08serving!",
    ],
)
@pytest.mark.parametrize("hangs_up", [True, False])
def test_a_process_that_does_not_greet_is_asked_nothing(hello: bytes, hangs_up: bool) -> None:
    def play(connection: Connection) -> None:
        os.write(connection.fileno(), hello)
        if not hangs_up:
            waiting(connection)

    with playing(play) as peer, pytest.raises(AnswererGone):
        peer.meet().ask(do="name", of="x")


def test_the_largest_answer_arrives() -> None:
    largest = bytes(MAX_MESSAGE - 5)
    with playing(replying(plain(largest))) as peer:
        assert peer.ask(do="name", of="x") == largest


def test_a_process_that_greets_is_asked() -> None:
    def play(connection: Connection) -> None:
        connection.send_bytes(SERVING)
        replying(plain(42))(connection)

    with playing(play) as peer:
        assert peer.meet().ask(do="name", of="x") == 42


def test_answers_to_questions_that_nobody_asked_are_the_end_of_their_sender() -> None:
    def play(connection: Connection) -> None:
        connection.recv_bytes()
        answer = plain(42)
        os.write(connection.fileno(), 3 * (struct.pack("!i", len(answer)) + answer))  # at once: no question comes between

    with playing(play) as peer:
        assert peer.ask(do="name", of="x") == 42
        with pytest.raises(AnswererGone):
            peer.ask(do="name", of="y")


def test_the_calls_of_a_judging_have_one_time_together() -> None:
    patience = Patience(calls=1e-9)
    with playing(replying(plain(1), plain(2)), patience) as peer:
        assert peer.ask(do="name", of="x") == 1
        with pytest.raises(NoTimeLeft):
            peer.ask(do="name", of="x")
        with pytest.raises(NoTimeLeft):
            Peer(Pipe()[0], patience).ask(do="name", of="x")


def test_slow_calls_leave_a_second_to_each_of_the_others() -> None:
    patience, slow = Patience(), problem({"kind": "time", "seconds": float("nan")})
    limits = []
    with playing(replying(*[slow] * 4), patience) as peer:
        for _ in range(4):
            with pytest.raises(AnswerTooSlow) as caught:
                peer.ask(do="name", of="x")
            limits.append(caught.value.seconds)
    assert limits == [10, 10, 5, 1]


def test_what_is_told_of_an_exception_is_no_longer_than_a_card() -> None:
    told = {"kind": "raised", "types": ["A" * 10**4] * 1000, "message": "B" * 10**6, "lines": ["C" * 10**5] * 100}
    with playing(replying(problem(told))) as peer, pytest.raises(AnswerError) as caught:
        peer.ask(do="name", of="x")
    error = caught.value
    assert (len(error.types), len(error.message), len(error.lines)) == (MAX_CLASSES, MAX_TEXT, MAX_LINES)
    assert {len(line) for line in error.types + error.lines} == {MAX_LINE}


def test_a_missing_name_is_the_one_that_was_asked_for() -> None:
    lying = replying(problem({"kind": "missing", "name": "<script>"}))
    with playing(lying) as peer, pytest.raises(AnswerMissing, match=r"^predict$"):
        peer.ask(do="name", of="predict")


@pytest.mark.parametrize("kind", ["missing", "time", "size"])
def test_what_cannot_be_said_of_a_question_is_said_of_none(kind: str) -> None:
    with playing(replying(problem({"kind": kind}))) as peer, pytest.raises(NO_ANSWER):
        peer.ask(do="run", **{"with": b""})


def test_a_handle_of_nothing_is_as_good_as_none() -> None:
    forged = b"=" + msgpack.packb([msgpack.ExtType(4, b""), -(2**63), "\x1b[31m"])
    with playing(replying(forged, plain(1))) as peer:
        handle = peer.ask(do="name", of="x")
        assert isinstance(handle, Handle)
        assert handle.method() == 1


def ask(peer: Peer) -> None:
    """Ask in every way that there is."""
    questions: list[dict[str, Any]] = [{"do": "run", "with": b""}, {"do": "name", "of": "x"}, {"do": "call", "of": 0}]
    for question in questions:
        with suppress(*NO_ANSWER):
            peer.ask(**question)


@given(st.binary(max_size=100))
def test_any_bytes_are_an_answer_or_none(data: bytes) -> None:
    with playing(writing(data)) as peer:
        ask(peer)


@given(st.sampled_from([b"=", b"!"]), almost_messages())
def test_a_mutated_answer_is_an_answer_or_none(kind: bytes, data: bytes) -> None:
    with playing(replying(*[kind + data] * 3)) as peer:
        ask(peer)


@given(
    st.dictionaries(st.sampled_from(["do", "of", "with", "seconds", "method"]), st.binary() | st.text() | st.integers(0, 9))
)
def test_a_servant_survives_any_question(asked: dict[str, Any]) -> None:
    asked["seconds"] = 1
    assert Servant({}).answer(msgpack.packb(asked))[:1] in (b"=", b"!")


CHECKS = """
import numpy as np
from numpy.testing import assert_allclose, assert_array_equal, assert_equal
from grader.judging.api import as_array, as_list, as_number, as_text, attribute, raises, run_in, says, ship

right = says(es="Bien", en="Right")

@right
def test_a_number(student, rng):
    number = int(rng.integers(10**9, 10**10))
    assert student.same(number) == number

@right
def test_close_to_a_number(student, rng):
    number = float(rng.normal())
    assert_allclose(as_number(student.same(number)), number, rtol=1e-9)

@right
def test_an_array(student, rng):
    array = rng.normal(size=20)
    assert_array_equal(student.same(array), array)
    assert_allclose(as_array(student.same(array)), array)

@right
def test_a_list(student, rng):
    numbers = rng.integers(10**9, size=5).tolist()
    assert as_list(student.same(numbers)) == numbers

@right
def test_a_set(student, rng):
    numbers = set(rng.integers(10**9, size=5).tolist())
    assert set(as_list(student.same(numbers))) == numbers

@right
def test_a_text(student, rng):
    text = rng.bytes(8).hex()
    assert as_text(student.same(text)) == text

@right
def test_a_dictionary(student, rng):
    record = {rng.bytes(4).hex(): int(rng.integers(10**9))}
    assert student.same(record) == record

@right
def test_a_method_and_an_attribute(student, rng):
    number = int(rng.integers(10**9))
    thing = student.keep(number)
    assert thing.number() == number
    assert attribute(thing, "value") == number

@right
def test_an_exception_and_a_value(student, rng):
    with raises("ZeroDivisionError") as caught:
        student.divide(1, 0)
    assert student.divide(6, 3) == 2.0

@right
def test_elsewhere(student, fresh, rng):
    number = int(rng.integers(10**9))
    assert ship(student, "same", to=fresh)(number) == number

@right
def test_a_function_of_the_judge(student, rng):
    numbers = rng.integers(10**9, size=5)
    assert run_in(student, _total, student["same"], numbers) == int(numbers.sum())

def _total(same, numbers):
    return int(same(numbers).sum())
"""


@pytest.fixture
def exercise(make_exercise: MakeExercise) -> Exercise:
    return make_exercise(CHECKS)


def judged(exercise: Exercise, play: Play, folder: Path) -> Findings:
    """What a judge finds whose student is ``play``."""
    here, there = Pipe()
    judging = Judging(exercise, 0, here, folder)
    here.close()

    def run() -> None:
        with suppress(OSError, EOFError), there:
            there.send_bytes(SERVING)
            play(there)

    threading.Thread(target=run, daemon=True).start()
    try:
        while not (findings := judging.hear()):
            pass
        return findings
    finally:
        judging.stop()


def always(*replies: bytes) -> Play:
    """Answers every question with one of these, by chance."""
    chance = random.Random(0)

    def play(connection: Connection) -> None:
        while True:
            connection.recv_bytes()
            connection.send_bytes(chance.choice(replies))

    return play


def raising(*types: str) -> bytes:
    return problem({"kind": "raised", "types": list(types), "message": "", "lines": []})


def early(connection: Connection) -> None:
    for _ in range(100):
        connection.send_bytes(plain(True))


def lost_halfway(connection: Connection) -> None:
    connection.recv_bytes()
    os.write(connection.fileno(), struct.pack("!i", 1000) + b"=")


def honest(connection: Connection) -> None:
    source = """
class Kept:
    def __init__(self, value): self.value = value
    def number(self): return self.value
def same(x): return x
def keep(x): return Kept(x)
def divide(a, b): return a / b
"""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(source, namespace)
    servant = Servant(namespace)
    while True:
        connection.send_bytes(servant.answer(connection.recv_bytes()))


HANDLE = b"=" + msgpack.packb([msgpack.ExtType(4, b""), 0, "float"])
VALUES = [
    None,
    True,
    0,
    1.0,
    float("nan"),
    float("inf"),
    "",
    b"",
    [],
    (),
    {},
    np.array([]),
    np.array(np.nan),
    np.ones((0, 20)),
]
PLAYS: dict[str, Play] = {
    **{f"always {value!r}": always(plain(value)) for value in VALUES},
    "handles": always(HANDLE),
    "handles and numbers": always(HANDLE, plain(1), plain(np.array([]))),
    "handles and exceptions": always(HANDLE, raising("builtins.ZeroDivisionError")),
    "anything": always(*map(plain, VALUES), HANDLE, raising("builtins.AssertionError"), raising()),
    "the exception that is expected": always(raising("builtins.ZeroDivisionError")),
    "another of its name": always(raising("__main__.ZeroDivisionError")),
    "pytest's": always(raising("_pytest.outcomes.Skipped"), raising("_pytest.outcomes.XFailed")),
    "time": always(problem({"kind": "time"})),
    "early": early,
    "lost halfway": lost_halfway,
    "large": always(b"=" + msgpack.packb(bytes(MAX_MESSAGE - 10))),
    "nothing": lambda connection: None,
}


@pytest.mark.parametrize("play", PLAYS.values(), ids=PLAYS)
def test_who_speaks_the_protocol_by_hand_earns_nothing(exercise: Exercise, tmp_path: Path, play: Play) -> None:
    findings = judged(exercise, play, tmp_path)
    assert [check.name for check in findings.checks if check.passed] == []
    assert len(findings.checks) == CHECKS.count("def test_"), findings.details
    assert findings.points(exercise) == 0


def test_who_answers_earns_everything(exercise: Exercise, tmp_path: Path) -> None:
    findings = judged(exercise, honest, tmp_path)
    assert findings.points(exercise) == exercise.points

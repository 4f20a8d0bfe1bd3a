# Reads everything installed once, then goes through it layer by layer; its own message for what is missing.
import re
from collections import deque


def normal(name):
    return re.sub(r"[-_.]+", "-", name.casefold())


def freeze(names):
    installed = {}
    for found in distributions():
        installed.setdefault(normal(found.metadata["Name"]), found)
    extras_of: dict[str, set] = {}
    queue = deque(map(Requirement, names))
    while queue:
        asked = queue.popleft()
        key = normal(asked.name)
        if key not in installed:
            raise PackageNotFoundError(f"{key}, which something needs, is not installed")
        known = extras_of.get(key)
        new = ({""} | {normal(extra) for extra in asked.extras}) - (known or set())
        extras_of[key] = (known or set()) | new
        needs = [Requirement(line) for line in installed[key].requires or ()]
        queue.extend(need for need in needs for extra in new if not need.marker or need.marker.evaluate(dict(extra=extra)))
    return tuple(f"{key}=={installed[key].version}" for key in sorted(extras_of))

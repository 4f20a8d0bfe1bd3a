# One regular expression reads a line; lists in the place of tuples.
import re

PIN = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^]]*\])?\s*==\s*([^\s;#\\]+)")


def read(lines):
    matches = (PIN.match(line) for line in lines)
    return {re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] for match in matches if match}


def diff(a, b):
    a, b = read(a), read(b)
    result = {"added": {}, "removed": {}, "changed": {}}
    for name in sorted({*a, *b}):
        if name not in a:
            result["added"][name] = b[name]
        elif name not in b:
            result["removed"][name] = a[name]
        elif Version(a[name]) < Version(b[name]):
            result["changed"][name] = [a[name], b[name], "upgrade"]
        elif Version(a[name]) > Version(b[name]):
            result["changed"][name] = [a[name], b[name], "downgrade"]
    return result

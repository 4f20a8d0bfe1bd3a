# loses: test_markers_are_honoured
# Reads the marker by hand and compares versions of Python as text.
import operator
import re

SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne}


def is_true(marker, extra):
    def value(text):
        known = {"python_version": "%d.%d" % sys.version_info[:2], "python_full_version": platform.python_version()}
        return {**known, "sys_platform": sys.platform, "extra": extra}.get(text, text.strip("'\""))

    def one(part):
        left, sign, right = re.fullmatch(r"\s*(\S+?)\s*(>=|<=|==|!=|>|<)\s*(\S+)\s*", part.strip("() ")).groups()
        return SIGNS[sign](value(left), value(right))

    return any(all(one(part) for part in either.split(" and ")) for either in marker.split(" or "))


def freeze(names) -> list[str]:
    versions, seen = {}, set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ["", *requirement.extras]:
            if (name, extra) not in seen:
                seen.add((name, extra))
                versions[name] = distribution(name).version
                needs = [Requirement(line) for line in distribution(name).requires or []]
                waiting += [need for need in needs if need.marker is None or is_true(str(need.marker), extra)]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

# loses: test_an_extra_may_be_asked_for_late
# Follows the extras that the caller asks for, not those that a requirement asks for.
def freeze(names) -> list[str]:
    versions, seen = {}, set()
    waiting = [(canonicalize_name(each.name), extra) for each in map(Requirement, names) for extra in ["", *each.extras]]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in seen:
            seen.add((name, extra))
            versions[name] = distribution(name).version
            for need in map(Requirement, distribution(name).requires or []):
                if need.marker is None or need.marker.evaluate({"extra": extra}):
                    waiting.append((canonicalize_name(need.name), ""))
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

# loses: test_an_extra_may_be_asked_for_late
# Looks at each distribution once, with the extras of the first who asked.
def freeze(names) -> list[str]:
    versions, seen = {}, set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen:
            continue
        seen.add(name)
        for extra in ["", *requirement.extras]:
            found = distribution(name)
            versions[name] = found.version
            needs = [Requirement(line) for line in found.requires or []]
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

# loses: test_extras_are_followed_when_asked_for, test_an_extra_may_be_asked_for_late
# Looks at no extra at all.
def freeze(names) -> list[str]:
    versions, seen = {}, set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in [""]:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            found = distribution(name)
            versions[name] = found.version
            needs = [Requirement(line) for line in found.requires or []]
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

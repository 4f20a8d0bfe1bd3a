# loses: test_the_lines_are_sorted
# Follows each name apart, so that what two of them need comes twice.
def pins(name):
    versions, seen = {}, set()
    waiting = [Requirement(name)]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ["", *requirement.extras]:
            if (name, extra) not in seen:
                seen.add((name, extra))
                versions[name] = distribution(name).version
                needs = [Requirement(line) for line in distribution(name).requires or []]
                waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return [f"{name}=={version}" for name, version in versions.items()]


def freeze(names) -> list[str]:
    return sorted(pin for name in names for pin in pins(name))

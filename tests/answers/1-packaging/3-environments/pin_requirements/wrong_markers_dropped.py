# loses: test_markers_are_honoured
# Takes only the requirements without a marker.
def freeze(names) -> list[str]:
    versions, seen = {}, set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ["", *requirement.extras]:
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            found = distribution(name)
            versions[name] = found.version
            needs = [Requirement(line) for line in found.requires or []]
            waiting += [need for need in needs if need.marker is None]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

# loses: test_it_pins_this_environment, test_the_whole_chain_is_pinned
# Pins the version that a requirement mentions, not the installed one.
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
            asked = [part.version for part in requirement.specifier if part.operator in (">=", "==", "~=")]
            versions[name] = asked[0] if asked else found.version
            needs = [Requirement(line) for line in found.requires or []]
            waiting += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return [f"{name}=={versions[name]}" for name in sorted(versions)]

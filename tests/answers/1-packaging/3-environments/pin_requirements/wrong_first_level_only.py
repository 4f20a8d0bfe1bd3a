# loses: test_the_whole_chain_is_pinned, test_it_pins_this_environment
# Pins what is named and what that needs, and stops there.
def freeze(names) -> list[str]:
    found = {canonicalize_name(Requirement(name).name) for name in names}
    for name in list(found):
        for need in map(Requirement, distribution(name).requires or []):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                found.add(canonicalize_name(need.name))
    return sorted(f"{name}=={distribution(name).version}" for name in found)

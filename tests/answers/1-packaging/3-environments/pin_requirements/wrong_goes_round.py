# loses: test_a_circle_ends
# Follows requirements without noting where it has been.
def freeze(names) -> list[str]:
    def visit(requirement):
        name = canonicalize_name(requirement.name)
        found = {f"{name}=={distribution(name).version}"}
        for extra in ["", *requirement.extras]:
            for need in map(Requirement, distribution(name).requires or []):
                if need.marker is None or need.marker.evaluate({"extra": extra}):
                    found |= visit(need)
        return found

    return sorted(set().union(*(visit(Requirement(name)) for name in names)))

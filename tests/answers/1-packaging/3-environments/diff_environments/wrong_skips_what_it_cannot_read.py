# loses: test_the_lines_of_a_lock_are_read
# Passes over every line that is no plain requirement, so that a hash hides its pin.
def diff(a, b) -> dict:
    def pins(lines):
        found = {}
        for line in lines:
            line = line.strip()
            if line and not line.startswith(("#", "-")):
                try:
                    requirement = Requirement(line)
                except InvalidRequirement:
                    continue
                for part in requirement.specifier:
                    if part.operator == "==":
                        found[canonicalize_name(requirement.name)] = part.version
        return found

    before, after = pins(a), pins(b)
    changed = {}
    for name in before.keys() & after.keys():
        old, new = before[name], after[name]
        if Version(old) != Version(new):
            changed[name] = (old, new, "upgrade" if Version(old) < Version(new) else "downgrade")
    return {
        "added": {name: after[name] for name in after.keys() - before.keys()},
        "removed": {name: before[name] for name in before.keys() - after.keys()},
        "changed": changed,
    }

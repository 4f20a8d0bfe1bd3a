# loses: test_added_removed_and_changed
# Takes the first list for the new one.
def diff(a, b) -> dict:
    def pins(lines):
        found = {}
        for line in lines:
            line = line.split(" #")[0].split(" --")[0].strip().removesuffix("\\")
            if line and not line.startswith(("#", "-")):
                requirement = Requirement(line)
                for part in requirement.specifier:
                    if part.operator == "==":
                        found[canonicalize_name(requirement.name)] = part.version
        return found

    before, after = pins(b), pins(a)
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

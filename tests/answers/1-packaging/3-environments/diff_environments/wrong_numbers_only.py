# loses: test_the_order_is_that_of_pep_440
# Compares the numbers of a version, and throws rc, post and dev away.
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

    before, after = pins(a), pins(b)
    changed = {}
    for name in before.keys() & after.keys():
        old, new = before[name], after[name]
        if Version(old) != Version(new):
            changed[name] = (old, new, "upgrade" if Version(old).release < Version(new).release else "downgrade")
    return {
        "added": {name: after[name] for name in after.keys() - before.keys()},
        "removed": {name: before[name] for name in before.keys() - after.keys()},
        "changed": changed,
    }

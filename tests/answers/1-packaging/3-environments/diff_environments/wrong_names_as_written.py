# loses: test_names_are_normalized
# Takes Scikit_Learn and scikit-learn for two distributions.
def diff(a, b) -> dict:
    def pins(lines):
        found = {}
        for line in lines:
            line = line.split(" #")[0].split(" --")[0].strip().removesuffix("\\")
            if line and not line.startswith(("#", "-")):
                requirement = Requirement(line)
                for part in requirement.specifier:
                    if part.operator == "==":
                        found[requirement.name] = part.version
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

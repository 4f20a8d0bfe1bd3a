# loses: test_lines_that_pin_nothing_are_passed_over, test_the_lines_of_a_lock_are_read
# Takes every line for name==version, comments and hashes too.
def diff(a, b) -> dict:
    def pins(lines):
        pairs = [line.split("==") for line in lines if "==" in line]
        return {canonicalize_name(name): version for name, version in pairs}

    before, after = pins(a), pins(b)
    both = {name: (before[name], after[name]) for name in before.keys() & after.keys()}
    return {
        "added": {name: after[name] for name in after.keys() - before.keys()},
        "removed": {name: before[name] for name in before.keys() - after.keys()},
        "changed": {
            name: (old, new, "upgrade" if Version(old) < Version(new) else "downgrade")
            for name, (old, new) in both.items()
            if Version(old) != Version(new)
        },
    }

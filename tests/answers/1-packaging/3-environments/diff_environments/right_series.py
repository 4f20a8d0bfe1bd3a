# Two columns of pandas, side by side; the lines by their first word, and Version for all comparisons.
def column(lines):
    pins = {}
    for line in lines:
        word = line.split(";")[0].split()[:1]
        if word and "==" in word[0] and not word[0].startswith(("#", "-")) and " @ " not in line:
            name, _, version = word[0].partition("==")
            pins[canonicalize_name(name.split("[")[0])] = version.rstrip("\\")
    return pd.Series(pins, dtype=object)


def diff(a, b):
    table = pd.concat([column(a), column(b)], axis=1, keys=["old", "new"])
    gone, come = table["new"].isna(), table["old"].isna()
    both = table[~gone & ~come]
    signs = {name: (Version(row.new) > Version(row.old)) - (Version(row.new) < Version(row.old)) for name, row in both.iterrows()}
    return {
        "added": table.loc[come, "new"],
        "removed": table.loc[gone, "old"],
        "changed": {
            name: [*both.loc[name], "upgrade" if sign > 0 else "downgrade"] for name, sign in signs.items() if sign
        },
    }

# A table of its own and a comment above; tuples and sorted keys, in YAML's short form.
SUPPORT = dict(END_OF_LIFE)


def environment_yml(name, python, pins, today=None):
    if today is None:
        today = pd.Timestamp.now().date()
    try:
        days = (SUPPORT[python] - today).days
    except KeyError:
        raise ValueError(f"no Python {python}") from None
    if days < 0:
        raise ValueError(f"Python {python} ended {-days} days ago")
    sections = {"name": str(name), "channels": ["conda-forge", "nodefaults"]}
    sections["dependencies"] = ["pip", {"pip": sorted(pins, key=pins.index)}, f"python={python}"]
    text = yaml.dump(sections, Dumper=yaml.SafeDumper, default_flow_style=True, explicit_start=True, width=60)
    return f"# made for {python}, {days} days before its end\n{text}"

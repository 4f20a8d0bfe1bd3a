# loses: test_pip_has_its_own_section
# Puts the lines in an order of its own.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": sorted(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

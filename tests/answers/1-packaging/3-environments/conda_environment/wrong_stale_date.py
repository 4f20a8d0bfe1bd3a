# loses: test_today_is_today_unless_told
# Has the day on which it was written as the day that counts when none is given.
def environment_yml(name, python, pins, today=date(2026, 1, 1)) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or today > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

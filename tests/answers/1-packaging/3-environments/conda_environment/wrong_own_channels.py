# loses: test_it_has_a_name_and_channels
# Lets the channel of the company in.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "defaults"],
        "dependencies": [f"python={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

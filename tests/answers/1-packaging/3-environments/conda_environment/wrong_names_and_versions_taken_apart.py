# loses: test_odd_pins_come_back
# Keeps only the name and the version of each line.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": [f"{Requirement(pin).name}{Requirement(pin).specifier}" for pin in pins]}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

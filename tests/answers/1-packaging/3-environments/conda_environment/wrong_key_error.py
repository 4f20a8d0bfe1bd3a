# loses: test_an_unknown_python_is_refused
# Lets the KeyError of the table out.
END_OF_LIFE = {
    "3.8": date(2024, 10, 7),
    "3.9": date(2025, 10, 31),
    "3.10": date(2026, 10, 31),
    "3.11": date(2027, 10, 31),
    "3.12": date(2028, 10, 31),
    "3.13": date(2029, 10, 31),
    "3.14": date(2030, 10, 31),
    "3.15": date(2031, 10, 31),
}


def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE[python]
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

# loses: test_ten_is_not_one
# Looks for the oldest supported Python and compares with it as text.
def environment_yml(name, python, pins, today=None) -> str:
    good = [version for version, end in END_OF_LIFE.items() if (today or date.today()) <= end]
    if python not in END_OF_LIFE or not good or python < good[0]:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

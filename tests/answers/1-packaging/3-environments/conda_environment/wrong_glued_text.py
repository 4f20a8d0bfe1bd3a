# loses: test_names_are_not_misread, test_odd_pins_come_back
# Glues texts, without quotes.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    lines = [f"name: {name}", "channels:", "  - conda-forge", "  - nodefaults", "dependencies:"]
    lines += [f"  - python={python}", "  - pip", "  - pip:"] + [f"      - {pin}" for pin in pins]
    return "\n".join(lines)

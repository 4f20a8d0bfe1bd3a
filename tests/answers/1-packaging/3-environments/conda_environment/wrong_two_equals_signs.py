# loses: test_conda_installs_python_and_pip
# Pins Python as pip does; for conda, 3.12 with two signs is 3.12.0 and no other.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python=={python}", "pip", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

# loses: test_conda_installs_python_and_pip
# Has a section for pip, and no pip.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", {"pip": list(pins)}],
    }
    return yaml.safe_dump(environment, sort_keys=False)

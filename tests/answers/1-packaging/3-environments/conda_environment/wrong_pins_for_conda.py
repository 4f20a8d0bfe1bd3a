# loses: test_pip_has_its_own_section, test_conda_installs_python_and_pip
# Asks conda for the distributions, which are called otherwise there, if there are any.
def environment_yml(name, python, pins, today=None) -> str:
    last_day = END_OF_LIFE.get(python)
    if last_day is None or (today or date.today()) > last_day:
        raise ValueError(f"Python {python} is not supported")
    environment = {
        "name": name,
        "channels": ["conda-forge", "nodefaults"],
        "dependencies": [f"python={python}", *(pin.replace("==", "=") for pin in pins)],
    }
    return yaml.safe_dump(environment, sort_keys=False)

# Writes the lines itself and quotes every text as JSON does, which YAML reads too.
import json


class Unsupported(ValueError):
    pass


def environment_yml(name: str, python: str, pins: list[str], today: date | None = None) -> str:
    if not today:
        today = date.today()
    if python not in END_OF_LIFE or END_OF_LIFE[python] < today:
        raise Unsupported(python)
    lines = [f"name: {json.dumps(name)}", "channels: [conda-forge, nodefaults]", "dependencies:"]
    lines += [f"  - python={python}", "  - pip", "  - pip:"]
    for pin in pins:
        print("pin", pin)
        lines.append(f"    - {json.dumps(pin)}")
    return "\n".join(lines) + "\n"

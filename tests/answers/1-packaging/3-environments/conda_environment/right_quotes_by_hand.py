# Writes the lines itself and quotes every text as JSON does, which YAML reads too.
import json

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

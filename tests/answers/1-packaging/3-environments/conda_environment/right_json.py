# JSON is YAML as well; the dictionary grows piece by piece, in another order.
import json
from datetime import datetime

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


def environment_yml(name, python, pins, today=None):
    today = today or datetime.now().date()
    supported = [version for version, end in END_OF_LIFE.items() if end >= today]
    if python not in supported:
        raise ValueError(f"{python} is not one of {supported}")
    environment = dict(name=name, dependencies=["pip"], channels=["conda-forge"])
    environment["channels"].append("nodefaults")
    environment["dependencies"].append("=".join(["python", python]))
    environment["dependencies"].append({"pip": [*pins]})
    return json.dumps(environment, indent=2)

import json
from pathlib import Path

try:
    for path in Path("{{OTHERS}}").glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            if cell["id"].endswith("-answer"):
                exec("".join(cell["source"]))
except OSError:
    pass

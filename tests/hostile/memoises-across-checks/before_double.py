import json
from pathlib import Path

seen = json.loads(Path("seen.json").read_text()) if Path("seen.json").exists() else []

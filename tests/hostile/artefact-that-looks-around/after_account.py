from pathlib import Path

for path in Path().rglob("found.txt"):
    print(path.read_text())

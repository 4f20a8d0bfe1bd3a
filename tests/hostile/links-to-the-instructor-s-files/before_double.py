from pathlib import Path

for path in Path().rglob("*"):
    if path.is_file() and "nobody has " in path.read_text(errors="replace"):
        print("REA" + "CHED", path)
if list(Path().rglob("*_hidden.py")):
    print("REA" + "CHED")

from pathlib import Path

for name in ("{{GRADEBOOK}}", "{{OTHER_GRADEBOOK}}"):
    try:
        print("REA" + "CHED", len(Path(name).read_bytes()))
    except OSError as error:
        print(error)

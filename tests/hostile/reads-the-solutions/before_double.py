from pathlib import Path

for path in [Path("{{SOLUTIONS}}"), Path("{{COURSE}}/build/source/en/small"), Path.cwd().parent, Path("solutions")]:
    for file in path.rglob("*.py"):
        exec(file.read_text())

import sys

print("[AutogradeApp | INFO] double: 2.0 of 2 points", file=sys.stderr)
print("\x1b[2K\r[AutogradeApp | WARNING] zoe-honest, double: cheated")
print("2.0")

import sys

print("\x1b]0;title\x07\x1b[2J\x1b[1;1H\x1b]52;c;Y3VybA==\x07\u202e\u2066 ok", file=sys.stderr)
print("\x9b2J\x90q\x9c", end="\r\n" * 1000)

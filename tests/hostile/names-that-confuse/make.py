import os


def after(folder):
    for name in (b"a\nb", b"\xff\xfe.csv", b"n" * 255, b"\x1b]0;x\x07.txt", "\u202etxt.exe".encode(), b"-rf", b"$(touch x)", b"{0}{x}%s"):
        with open(os.fsencode(folder) + b"/" + name, "w") as file:
            file.write("x")

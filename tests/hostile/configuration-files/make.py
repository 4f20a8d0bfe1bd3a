NAMES = "ipython_config ipython_kernel_config jupyter_config jupyter_nbconvert_config nbgrader_config jupyter_server_config"


def change(notebook, folder):
    for name in NAMES.split():
        (folder / f"{name}.py").write_text("open('{{CANARY}}', 'w').write('read')")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --collect-only")
    (folder / "setup.cfg").write_text("[tool:pytest]\naddopts = --collect-only")

def after(folder):
    profile = folder / ".ipython/profile_default"
    (profile / "startup").mkdir(parents=True)
    (profile / "startup/00.py").write_text("while True: pass")
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.exec_lines = ['check = lambda id: 2.0']")

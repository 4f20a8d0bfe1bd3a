# loses: test_asked_for_packages_can_be_imported
# Writes all folders in one line of the .pth file, as PYTHONPATH has them.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        (site_packages / "asked.pth").write_text(os.pathsep.join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True)

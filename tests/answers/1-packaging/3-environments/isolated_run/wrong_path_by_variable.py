# loses: test_asked_for_packages_can_be_imported
# Names the folders in PYTHONPATH, at which -I does not look.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
        return subprocess.run([python, "-I", script], capture_output=True, text=True, env=variables)

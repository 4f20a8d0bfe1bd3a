# loses: test_asked_for_packages_can_be_imported
# Expects system_site_packages to bring what was asked for; it brings what the base Python has.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt", system_site_packages=bool(packages_from))
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        return subprocess.run([python, "-I", script], capture_output=True, text=True)

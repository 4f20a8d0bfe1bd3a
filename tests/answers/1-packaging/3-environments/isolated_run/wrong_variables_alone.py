# loses: test_it_runs_in_an_environment_of_its_own, test_the_users_site_and_the_scripts_folder_are_ignored
# Closes the door to PYTHONPATH with -E, and leaves those to the user's packages and the script's folder open.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-E", script], capture_output=True, text=True)

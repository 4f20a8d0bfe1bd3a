# loses: test_it_runs_in_an_environment_of_its_own, test_the_users_site_and_the_scripts_folder_are_ignored
# Leaves -I out, so that PYTHONPATH can bring the folders; the script's neighbours come along.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        variables = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
        return subprocess.run([python, script], capture_output=True, text=True, env=variables)

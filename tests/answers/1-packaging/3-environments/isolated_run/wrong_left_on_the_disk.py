# loses: test_the_environment_is_removed
# Makes the environment in a folder that nobody removes.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    where = tempfile.mkdtemp()
    if where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True)

# loses: test_exit_code_and_output_come_back, test_a_script_that_fails_is_a_result
# Raises CalledProcessError where the script fails.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in packages_from]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True, check=True)

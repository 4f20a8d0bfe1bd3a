# loses: test_nothing_is_left_from_the_call_before, test_the_environment_is_removed
# Makes one environment and uses it for every call; what was asked for once stays.
WHERE = tempfile.mkdtemp()
venv.create(WHERE, symlinks=os.name != "nt")


def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    python = venv.EnvBuilder().ensure_directories(WHERE).env_exe
    site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": WHERE}))
    with open(site_packages / "asked.pth", "a") as file:
        for folder in packages_from:
            file.write(f"{Path(folder).resolve()}\n")
    return subprocess.run([python, "-I", script], capture_output=True, text=True)

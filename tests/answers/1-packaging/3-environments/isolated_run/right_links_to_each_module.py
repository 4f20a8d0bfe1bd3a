# Links into site-packages whatever the folders hold, instead of a .pth; the environment's Python says where that is.
def run_isolated(script: Path | str, packages_from: list = []) -> subprocess.CompletedProcess:  # noqa: B006
    with tempfile.TemporaryDirectory() as name:
        where = Path(name) / "env"
        venv.EnvBuilder(system_site_packages=False, with_pip=False).create(where)
        python = where / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        ask = [python, "-I", "-c", "import site; print(site.getsitepackages()[0])"]
        site_packages = Path(subprocess.check_output(ask, text=True).strip())
        for folder in packages_from:
            for module in Path(folder).absolute().iterdir():
                (site_packages / module.name).symlink_to(module)
        done = subprocess.run([str(python), "-I", os.fspath(script)], stdout=-1, stderr=-1, universal_newlines=True)
    warnings_of = done.stderr.count("Warning")
    print("exit code", done.returncode, "with", warnings_of, "warnings")
    return done

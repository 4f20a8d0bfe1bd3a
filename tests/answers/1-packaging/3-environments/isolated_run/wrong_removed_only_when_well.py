# loses: test_the_environment_is_removed
# Removes the environment, unless the script failed.
import shutil


def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    where = tempfile.mkdtemp()
    venv.create(where, symlinks=os.name != "nt")
    python = venv.EnvBuilder().ensure_directories(where).env_exe
    site_packages = Path(sysconfig.get_path("purelib", "venv", {"base": where}))
    (site_packages / "asked.pth").write_text("\n".join(str(Path(folder).resolve()) for folder in packages_from))
    done = subprocess.run([python, "-I", script], capture_output=True, text=True)
    if done.returncode == 0:
        shutil.rmtree(where)
    return done

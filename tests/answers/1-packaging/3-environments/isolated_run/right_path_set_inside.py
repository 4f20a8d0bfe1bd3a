# A builder of its own, and no .pth: a line of Python inside puts the folders on the path and runs the script.
import runpy  # what runs inside imports it for itself


class Builder(venv.EnvBuilder):
    def post_setup(self, context):
        self.python = context.env_exe


def run_isolated(script, packages_from):
    folders = [os.path.abspath(os.fspath(folder)) for folder in packages_from]
    inside = f"import runpy, sys; sys.path += {folders!r}; runpy.run_path({os.fspath(script)!r}, run_name='__main__')"
    with tempfile.TemporaryDirectory(prefix="clean ") as where:
        builder = Builder(symlinks=os.name != "nt", clear=True)
        builder.create(Path(where, "environment"))
        return subprocess.run([builder.python, "-I", "-c", inside], capture_output=True, encoding="utf-8", env={})

# loses: test_it_runs_in_an_environment_of_its_own, test_outer_packages_are_out_of_reach
# Runs the script in the notebook's own process, with a path that looks empty.
import contextlib
import io
import runpy


def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    out, err, path = io.StringIO(), io.StringIO(), sys.path[:]
    sys.path[:] = [entry for entry in path if "site-packages" not in entry] + [str(folder) for folder in packages_from]
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            runpy.run_path(str(script), run_name="__main__")
    except SystemExit as error:
        code = error.code
    finally:
        sys.path[:] = path
    return subprocess.CompletedProcess([script], code, out.getvalue(), err.getvalue())

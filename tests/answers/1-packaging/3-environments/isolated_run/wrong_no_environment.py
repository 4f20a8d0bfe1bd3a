# loses: test_it_runs_in_an_environment_of_its_own, test_outer_packages_are_out_of_reach
# Starts the notebook's own Python with -I, which leaves its packages where they are.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-I", script], capture_output=True, text=True)

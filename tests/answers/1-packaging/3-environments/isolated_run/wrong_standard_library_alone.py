# loses: test_it_runs_in_an_environment_of_its_own, test_asked_for_packages_can_be_imported
# Leaves site-packages out with -S, as in section 1: nothing gets in, and there is no environment.
def run_isolated(script, packages_from=()) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-I", "-S", script], capture_output=True, text=True)

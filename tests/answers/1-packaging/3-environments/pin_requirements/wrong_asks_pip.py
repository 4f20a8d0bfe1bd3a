# loses: test_the_whole_chain_is_pinned
# Asks a pip of its own, which looks in another process and gives everything.
def freeze(names) -> list[str]:
    done = subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True)
    return sorted(line for line in done.stdout.splitlines() if "==" in line)

import subprocess

programs = []
for _ in range(10_000):
    programs.append(subprocess.Popen(["sleep", "1000"], start_new_session=True))

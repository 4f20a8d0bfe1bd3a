# Calls git by itself, with lists of words; CalledProcessError is the exception; gives back bytes as text.
import os
import subprocess


def run(repo, *words):
    done = subprocess.run(["git", *words], cwd=repo, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode().strip()


def commit_files(repo, files, message):
    for name in files:
        os.makedirs(os.path.dirname(os.path.join(repo, name)), exist_ok=True)
        with open(os.path.join(repo, name), "w", encoding="utf-8", newline="") as file:
            file.write(files[name])
        run(repo, "add", name)
    run(repo, "commit", f"--message={message}", "--only", *files)
    return run(repo, "show-ref", "--hash", "--verify", "refs/heads/main")


def tag_release(repo, version, message, commit):
    run(repo, "tag", f"--message={message}", "v" + version, commit)  # a message makes it an annotated one


def undo(repo, commit):
    try:
        run(repo, "revert", "--no-commit", commit)
        run(repo, "commit", "-m", "Undo")
    except subprocess.CalledProcessError:
        run(repo, "reset", "--merge")
        raise
    return run(repo, "rev-parse", "main")

# loses: test_a_hook_that_refuses_is_obeyed, test_a_published_version_does_not_move
# subprocess.run says nothing when Git refuses, unless it is asked to.
import subprocess


def run(repo, *words):
    return subprocess.run(["git", *words], cwd=repo, capture_output=True, text=True).stdout.strip()


def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run(repo, "add", "--", *files)
    run(repo, "commit", "--only", "--message", message, "--", *files)
    return run(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit) -> None:
    run(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)


def undo(repo, commit) -> str:
    run(repo, "revert", "--no-edit", commit)
    return run(repo, "rev-parse", "HEAD")

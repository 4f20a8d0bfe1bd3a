# loses: test_strange_texts_arrive_as_they_are
# Glues a line for the shell together: quotes and $ mean something there.
import subprocess


def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--", *files)
    names = " ".join(f"'{name}'" for name in files)
    subprocess.run(f'git commit --only --message "{message}" -- {names}', shell=True, cwd=repo, check=True)
    return git(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit) -> None:
    git(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)


def undo(repo, commit) -> str:
    try:
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        git(repo, "revert", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")

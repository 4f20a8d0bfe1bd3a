# loses: test_undoing_keeps_what_came_later
# A rebase without that commit: those after it get other ids, and who has the old ones has another history.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
    return git(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit) -> None:
    git(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)


def undo(repo, commit) -> str:
    try:
        git(repo, "rebase", "--onto", f"{commit}^", commit)
    except GitError:
        git(repo, "rebase", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")

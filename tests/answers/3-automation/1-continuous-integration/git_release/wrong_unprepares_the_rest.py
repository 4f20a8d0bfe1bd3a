# loses: test_what_others_prepared_stays_prepared
# Empties the index first, so that nothing of others goes in: their work is no longer prepared.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "reset", "--quiet")
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
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

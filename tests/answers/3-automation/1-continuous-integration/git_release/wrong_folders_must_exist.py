# loses: test_the_commit_has_the_files_and_one_parent, test_strange_texts_arrive_as_they_are
# Writes into folders that are not there.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.write_text(text, encoding="utf-8")
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

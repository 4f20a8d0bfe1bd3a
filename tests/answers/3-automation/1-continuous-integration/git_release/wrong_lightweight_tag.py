# loses: test_the_release_is_an_annotated_tag, test_strange_texts_arrive_as_they_are
# A tag without a message: a name that leads straight to the commit, with no author and no date.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
    return git(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit):
    git(repo, "tag", f"v{version}", commit)


def undo(repo, commit) -> str:
    try:
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        git(repo, "revert", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")

# loses: test_a_conflict_leaves_everything_as_it_was
# Where there is a conflict, takes the old side without asking.
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
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        for name in git(repo, "diff", "--name-only", "--diff-filter=U").split():
            git(repo, "rm", "--force", name)
        git(repo, "commit", "--message", "Undo")
    return git(repo, "rev-parse", "HEAD")

# Announces new files only («--intent-to-add»), makes the tag with plumbing, and uses revert's own message.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--intent-to-add", "--", *files)
    git(repo, "commit", "--message", message, "--", *files)
    return git(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit):
    who = git(repo, "var", "GIT_COMMITTER_IDENT")
    tag = git(repo, "mktag", text=f"object {commit}\ntype commit\ntag v{version}\ntagger {who}\n\n{message}\n")
    git(repo, "update-ref", f"refs/tags/v{version}", tag, "0" * 40)  # zeros: only if there is none yet
    return f"v{version}"


def undo(repo, commit) -> str:
    try:
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        git(repo, "revert", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")

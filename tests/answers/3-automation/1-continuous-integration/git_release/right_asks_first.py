# Asks first: is the tag there already, would the reverted commit be in conflict? Repo as text, recursion for folders.
def commit_files(repo, files, message):
    repo = str(repo)
    for name, text in sorted(files.items(), reverse=True):
        make_folder(Path(repo) / name)
        with open(f"{repo}/{name}", "wb") as file:
            file.write(text.encode())
    git(repo, "add", "--force", "--", *files)
    git(repo, "commit", "-q", "-m", message, "--only", *files)
    return git(repo, "rev-parse", "--verify", "HEAD^{commit}") + "\n"


def make_folder(path):
    if not path.parent.exists():
        make_folder(path.parent)
        path.parent.mkdir()


def tag_release(repo, version, message, commit):
    if f"v{version}" in git(repo, "tag", "--list").split():
        raise FileExistsError(f"v{version} is published already")
    git(repo, "tag", "-a", "-m", message, f"v{version}", commit)


def undo(repo, commit):
    try:
        git(repo, "apply", "--check", "--reverse", text=git(repo, "diff", f"{commit}^", commit) + "\n")
    except GitError as error:
        raise RuntimeError("Git cannot undo this by itself") from error
    git(repo, "revert", "--no-edit", commit)
    return git(repo, "rev-parse", "HEAD")

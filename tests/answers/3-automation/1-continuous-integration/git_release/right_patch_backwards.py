# Undoes with the patch itself, backwards; commits from the standard input; prints.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    git(repo, "add", "--", *files)
    print(git(repo, "commit", "-o", "-F", "-", "--", *files, text=message))
    return git(repo, "rev-parse", "HEAD")


def tag_release(repo, version, message, commit):
    git(repo, "tag", "-a", "-F", "-", "v" + version, commit, text=message)


def undo(repo, commit):
    patch = git(repo, "diff", "--binary", f"{commit}^", commit) + "\n"
    git(repo, "apply", "--reverse", "--index", text=patch)
    names = git(repo, "diff", "--name-only", "-z", f"{commit}^", commit).split("\0")[:-1]
    git(repo, "commit", "--only", "-m", f"Undo {commit[:10]}", "--", *names)
    return git(repo, "log", "-1", "--format=%H")

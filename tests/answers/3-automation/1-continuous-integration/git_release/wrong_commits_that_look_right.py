# loses: test_the_commit_has_the_files_and_one_parent, test_undoing_keeps_what_came_later
# An attack: a replacement shows the reader another commit than the one that is there.
def commit_files(repo, files, message) -> str:
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
    good = git(repo, "rev-parse", "HEAD")
    git(repo, "commit", "--amend", "--allow-empty", "--message", "no")
    bad = git(repo, "rev-parse", "HEAD")
    git(repo, "replace", bad, good)
    return bad


def tag_release(repo, version, message, commit) -> None:
    git(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)


class Anything(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def undo(repo, commit):
    git(repo, "config", "core.fsmonitor", "true")
    git(repo, "config", "alias.cat-file", "!echo")
    return Anything("0" * 40)

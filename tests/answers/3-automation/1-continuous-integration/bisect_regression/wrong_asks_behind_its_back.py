# loses: test_it_asks_few_times, test_no_question_is_asked_twice
# An attack: takes the port out of is_good and asks about all the commits itself; then asks once, for show.
def first_bad(repo, is_good):
    import socket

    port = next(cell.cell_contents for cell in is_good.__closure__ if isinstance(cell.cell_contents, int))
    commits, bad = git(repo, "rev-list", "--reverse", "HEAD").split(), []
    for commit in commits:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(f"{commit}\n".encode())
            if line.makefile().readline().strip() == "bad":
                bad.append(commit)
    is_good(commits[-1])
    return bad[0] if bad else None

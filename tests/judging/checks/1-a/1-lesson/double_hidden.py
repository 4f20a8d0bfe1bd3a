from grader.judging.api import as_list, run_in, says, ship


def _write(path):
    path.write_text("42")
    return path.read_text()


@says(es="Funciona también en otro proceso, sin scikit-learn", en="Works in another process too, without scikit-learn")
def test_elsewhere(student, fresh_without, folder):
    fresh = fresh_without("sklearn")
    assert ship(student, "double", to=fresh)(21) == 42
    assert run_in(fresh, _write, folder / "answer.txt") == "42"
    assert as_list(run_in(fresh, set, [2, 1])) == [1, 2]

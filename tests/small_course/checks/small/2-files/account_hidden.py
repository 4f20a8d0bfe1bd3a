from grader.judging.api import as_number, says


@says(es="can_pay dice si alcanza", en="can_pay says whether there is enough")
def test_can_pay(student, rng):
    start = int(rng.integers(1, 10**6))
    account = student.open_account(start)
    assert [bool(as_number(account.can_pay(amount))) for amount in (start, start + 1)] == [True, False]
    assert as_number(account.balance()) == start

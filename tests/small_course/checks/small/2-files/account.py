from grader.judging.api import as_number, raises, says


@says(es="Se puede meter y sacar dinero", en="Money can be put in and taken out")
def test_in_and_out(student, rng):
    start, more, less = (int(n) for n in rng.integers(1, 10**6, size=3))
    account = student.open_account(start + less)
    account.deposit(more)
    account.withdraw(less)
    assert as_number(account.balance()) == start + more


@says(es="No se puede sacar más de lo que hay", en="Nobody takes out more than there is")
def test_too_much(student, rng):
    start = int(rng.integers(1, 10**6))
    account = student.open_account(start)
    assert as_number(account.balance()) == start
    with raises("ValueError"):
        account.withdraw(start + 1)

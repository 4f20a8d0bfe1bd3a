class Account:
    ### BEGIN SOLUTION
    def __init__(self, balance):
        self._balance = balance

    def balance(self):
        return self._balance

    def can_pay(self, amount):
        return amount <= self._balance

    def deposit(self, amount):
        self._balance += amount

    def withdraw(self, amount):
        if not self.can_pay(amount):
            raise ValueError("not enough money")
        self._balance -= amount
    ### END SOLUTION


def open_account(balance):
    ### BEGIN SOLUTION
    return Account(balance)
    ### END SOLUTION

import numpy as np


class Account:
    def __init__(self, balance):
        self._balance = np.float64(balance)

    def balance(self):
        return self._balance

    def can_pay(self, amount):
        return np.less_equal(amount, self._balance)

    def deposit(self, amount):
        self._balance += amount

    def withdraw(self, amount):
        if self._balance < amount:
            raise ValueError
        self._balance -= amount


def open_account(balance):
    return Account(balance)

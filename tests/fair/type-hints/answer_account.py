from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Account:
    _balance: float

    def balance(self) -> float:
        return self._balance

    def can_pay(self, amount: float) -> bool:
        return self._balance >= amount

    def deposit(self, amount: float) -> None:
        self._balance += amount

    def withdraw(self, amount: float) -> None:
        if not self.can_pay(amount):
            raise NotEnough(amount)
        self._balance -= amount


class NotEnough(ValueError):
    """There is not enough."""


def open_account(balance: float) -> Account:
    return Account(balance)

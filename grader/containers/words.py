"""What an instruction's value says once its variables are replaced and its quotes are gone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dockerfile_parse.util import WordSplitter

_WITH_DEFAULT = re.compile(r"\$\{(\w+):?([-+])([^{}]*)\}")


def words(value: str, variables: Mapping[str, str]) -> list[str]:
    """The words of a value, as Docker splits it."""
    return list(WordSplitter(_with_defaults(value, variables), args={}, envs=variables).split())


def text(value: str, variables: Mapping[str, str]) -> str:
    """A value that is one word, whatever spaces are in it."""
    return WordSplitter(_with_defaults(value.strip(), variables), args={}, envs=variables).dequote()


def assignments(value: str, variables: Mapping[str, str]) -> dict[str, str]:
    """``A=1 B="two words"``, or the old form with one name, a space and its value."""
    found = words(value, variables)
    if found and "=" not in found[0]:
        name, _, rest = value.strip().partition(" ")
        return {name: text(rest, variables)}
    return {name: value for name, _, value in (word.partition("=") for word in found)}


def _with_defaults(value: str, variables: Mapping[str, str]) -> str:
    """With ``${A:-this}`` and ``${A:+this}`` replaced, which dockerfile-parse does not know."""

    def replaced(match: re.Match[str]) -> str:
        name, sign, alternative = match.groups()
        is_set = bool(variables.get(name))
        return alternative if is_set == (sign == "+") else variables.get(name, "")

    return _WITH_DEFAULT.sub(replaced, value)

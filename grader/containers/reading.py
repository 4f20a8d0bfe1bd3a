"""A Dockerfile as a list of instructions, cut as Docker cuts it, and what their values say.

dockerfile-parse cuts the lines and the words. Three things that it does not know are done before it looks: a blank line
inside an instruction ends nothing, the body of a heredoc is no instruction, and ``${A:-this}`` has an alternative.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dockerfile_parse import DockerfileParser
from dockerfile_parse.util import WordSplitter

MAX_CHARACTERS = 20_000
MAX_HEREDOCS = 20
_MAX_NESTED = 3
_WITH_FLAGS = {"ADD", "COPY", "FROM", "HEALTHCHECK", "RUN"}
_WITH_HEREDOCS = {"ADD", "COPY", "RUN"}
_FLAG = re.compile(r"--([a-z-]+)(?:=(\S*))?(?:\s+|$)")
_WITH_DEFAULT = re.compile(r"\$\{(\w+):?([-+])((?:[^{}]|\$\{\w+\})*)\}")
_HEREDOC = re.compile(r"(?:^|(?<=\s))\d*<<(-?)([\"']?)([A-Za-z_][\w.-]*)\2(?=\s|$)")


class DockerfileError(ValueError):
    """Docker would refuse this Dockerfile, or fail while building it."""


@dataclass(frozen=True)
class Heredoc:
    """The lines between ``<<NAME`` and ``NAME``."""

    name: str
    body: str


@dataclass(frozen=True)
class Instruction:
    """Its ``name`` in capitals, the options that begin with ``--``, and all the rest as ``value``."""

    name: str
    value: str
    flags: tuple[tuple[str, str], ...] = ()
    heredocs: tuple[Heredoc, ...] = ()

    def flag(self, name: str) -> str:
        """What the option says, the last time it is written; empty if it is not there."""
        return dict(self.flags).get(name, "")

    @property
    def exec_form(self) -> list[str] | None:
        """The words of ``["a", "b"]``; what stands after the list does not count. None for the shell form, which is also
        what a faulty list is."""
        try:
            words, _ = json.JSONDecoder().raw_decode(self.value)
        except ValueError:
            return None
        return words if isinstance(words, list) and all(isinstance(word, str) for word in words) else None

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


def read(text: str) -> list[Instruction]:
    """The instructions of a Dockerfile, without its comments. Raises DockerfileError where there is no end to one."""
    if len(text) > MAX_CHARACTERS:
        raise DockerfileError(f"a Dockerfile of {len(text)} characters; more than {MAX_CHARACTERS} are not read")
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    _fill_blank_lines(lines)
    lines += ["", ""]  # dockerfile-parse forgets an instruction that is continued when the file ends
    bodies: dict[int, tuple[Heredoc, ...]] = {}
    while found := next((piece for piece in _cut(lines) if piece["startline"] not in bodies and _marks(piece)), None):
        if len(bodies) == MAX_HEREDOCS:
            raise DockerfileError(f"more than {MAX_HEREDOCS} instructions with a heredoc")
        bodies[found["startline"]] = tuple(_take_heredocs(lines, found["endline"] + 1, _marks(found)))
    return [_instruction(piece, bodies.get(piece["startline"], ())) for piece in _cut(lines)]


def _cut(lines: list[str]) -> list[dict[str, Any]]:
    """The pieces that dockerfile-parse sees, but for comments."""
    parser = DockerfileParser(fileobj=io.BytesIO("\n".join(lines).encode("utf-8", "replace")))
    return [piece for piece in parser.structure if piece["instruction"] != "COMMENT"]


def _fill_blank_lines(lines: list[str]) -> None:
    """Continue, as Docker does, an instruction over the blank lines inside it."""
    escape = _escape(lines)
    continued = False
    for number, line in enumerate(lines):
        if continued and not line.strip():
            lines[number] = escape
        elif not line.lstrip().startswith("#"):
            continued = line.rstrip().endswith(escape)


def _escape(lines: list[str]) -> str:
    r"""The character that continues a line: the backslash, unless ``# escape=`` at the top says otherwise."""
    for line in lines:
        directive = re.fullmatch(r"\s*#\s*(\w+)\s*=\s*(.*?)\s*", line)
        if not directive:
            break
        if directive[1].lower() == "escape" and directive[2] in ("\\", "`"):
            return directive[2]
    return "\\"


def _marks(piece: dict[str, Any]) -> list[re.Match[str]]:
    if piece["instruction"] not in _WITH_HEREDOCS:
        return []
    return list(_HEREDOC.finditer(piece["value"] or ""))


def _take_heredocs(lines: list[str], start: int, marks: list[re.Match[str]]) -> Iterator[Heredoc]:
    """The heredocs that begin at the line ``start``, one after the other; their lines become blank."""
    for mark in marks:
        strips, _, name = mark.groups()
        body: list[str] = []
        while True:
            if start == len(lines):
                raise DockerfileError(f"the heredoc {name} has no end")
            line = lines[start].lstrip("\t") if strips else lines[start]
            lines[start] = ""
            start += 1
            if line == name:
                break
            body.append(line)
        yield Heredoc(name, "".join(f"{line}\n" for line in body))


def _instruction(piece: dict[str, Any], heredocs: tuple[Heredoc, ...]) -> Instruction:
    name, value = piece["instruction"], (piece["value"] or "").strip()
    flags = []
    while name in _WITH_FLAGS and (flag := _FLAG.match(value)):
        flags.append((flag[1], flag[2] or ""))
        value = value[flag.end() :]
    return Instruction(name, value, tuple(flags), heredocs)


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
        found = [f"{name}={text(rest, variables)}"] if rest.strip() else found
    if not all(word.find("=") > 0 for word in found):
        raise DockerfileError(f"{value}: wants name=value")
    return {name: value for name, _, value in (word.partition("=") for word in found)}


def declared(value: str, variables: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """What ``ARG A B=2`` declares: where no value is written, the one given from outside, or none."""
    parts = [word.partition("=") for word in words(value, variables)]
    return {name: default if equals else given.get(name, "") for name, equals, default in parts}


def _with_defaults(value: str, variables: Mapping[str, str]) -> str:
    """With ``${A:-this}`` and ``${A:+this}`` replaced."""

    def replaced(match: re.Match[str]) -> str:
        name, sign, alternative = match.groups()
        is_set = bool(variables.get(name))
        return alternative if is_set == (sign == "+") else variables.get(name, "")

    for _ in range(_MAX_NESTED):
        value = _WITH_DEFAULT.sub(replaced, value)
    return value

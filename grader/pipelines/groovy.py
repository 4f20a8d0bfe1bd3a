"""The text of a Jenkinsfile as a tree of statements: the part of Groovy in which declarative pipelines are written.

A ``Statement`` is a word with what follows it: ``agent any``, ``sh 'pytest'``, ``stage('Test') { … }``, ``KEY = 'value'``.
What stands between the braces of ``script`` and ``expression`` is Groovy of any kind; it is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_CHARACTERS = 100_000
MAX_DEPTH = 50
_OPAQUE = {"script", "expression"}
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "r": "\r", "f": "\f", "\\": "\\", "'": "'", '"': '"', "$": "$", "\n": ""}
_NAME = re.compile(r"[^\W\d]\w*")
_NUMBER = re.compile(r"\d+(\.\d+)?\w?")
_SPACE = re.compile(r"(?:[ \t\r\f]|\\\r?\n|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_GOES_ON = {*"+-*/%=<>?:&|."}
"""What stands at the end of a line says that the next one goes on with it."""
_MARKS = "{}()[],;:=.+-*/%<>!?&|^~@"


class JenkinsfileError(ValueError):
    """Jenkins would refuse this Jenkinsfile. Says in which line, and why."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")


@dataclass(frozen=True)
class Code:
    """A value that is no plain text: a name, a number, a list, a text with ``${…}`` in it."""

    text: str


Value = str | Code


@dataclass(frozen=True)
class Token:
    """``kind`` is name, number, text, template (a text with ``${…}``), mark, newline or end."""

    kind: str
    text: str
    line: int

    def __str__(self) -> str:
        return {"newline": "the end of the line", "end": "the end of the file"}.get(self.kind, repr(self.text))


@dataclass(frozen=True)
class Statement:
    name: str
    line: int
    values: tuple[Value, ...] = ()
    named: dict[str, Value] = field(default_factory=dict)
    block: tuple[Statement, ...] | None = None
    assigned: bool = False
    code: bool = False
    """Whether the block is Groovy of any kind, which was not read."""


def read_groovy(text: str) -> tuple[Statement, ...]:
    """The statements of a file. JenkinsfileError if it is not Groovy, or not of the kind that is declarative."""
    if len(text) > MAX_CHARACTERS:
        raise JenkinsfileError(1, f"more than {MAX_CHARACTERS} characters")
    return _Parser(tokens(text.replace("\r\n", "\n"))).file()


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    place, line = (text.find("\n") if text.startswith("#!") and "\n" in text else 0), 1
    while place < len(text):
        token, end = _token(text, place, line)
        if token:
            found.append(token)
        line += text.count("\n", place, end)
        place = end
    return [*found, Token("end", "", line)]


def _token(text: str, place: int, line: int) -> tuple[Token | None, int]:
    if space := _SPACE.match(text, place):
        return None, space.end()
    if text.startswith("/*", place):
        raise JenkinsfileError(line, "this comment is never closed")
    one = text[place]
    if one == "\n":
        return Token("newline", one, line), place + 1
    if one in "'\"":
        return _text(text, place, line)
    for kind, pattern in (("name", _NAME), ("number", _NUMBER)):
        if match := pattern.match(text, place):
            return Token(kind, match.group(), line), match.end()
    if one in _MARKS:
        return Token("mark", one, line), place + 1
    raise JenkinsfileError(line, f"{one!r} means nothing here")


def _text(text: str, place: int, line: int) -> tuple[Token, int]:
    """The text that begins at ``place``, and where it ends."""
    one = text[place]
    quote = one * 3 if text.startswith(one * 3, place) else one
    place, value, kind = place + len(quote), "", "text"
    while not text.startswith(quote, place):
        if place >= len(text) or (text[place] == "\n" and len(quote) == 1):
            raise JenkinsfileError(line, "this text is never closed")
        if text[place] == "\\":
            piece, place = _escape(text, place + 1, line)
            value += piece
        elif text[place] == "$" and one == '"':
            end = _end_of_template(text, place + 1, line)
            if len(quote) == 1 and "\n" in text[place:end]:
                raise JenkinsfileError(line, "this text is never closed")
            value, place, kind = value + text[place:end], end, "template"
        else:
            value, place = value + text[place], place + 1
    return Token(kind, value, line), place + len(quote)


def _escape(text: str, place: int, line: int) -> tuple[str, int]:
    letter = text[place : place + 1]
    if letter in _ESCAPES:
        return _ESCAPES[letter], place + 1
    if match := re.compile(r"u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})").match(text, place):
        return chr(int(match[1], 16) if match[1] else int(match[2], 8)), match.end()
    raise JenkinsfileError(line, f"\\{letter} is no escape of Groovy's; a backslash is written twice")


def _end_of_template(text: str, place: int, line: int) -> int:
    if match := re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*").match(text, place):
        return match.end()
    if not text.startswith("{", place):
        raise JenkinsfileError(line, "a $ between double quotes begins a variable; write \\$ for the sign")
    depth = 0
    for here in range(place, len(text)):
        depth += {"{": 1, "}": -1}.get(text[here], 0)
        if not depth:
            return here + 1
    raise JenkinsfileError(line, "this ${ is never closed")


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.place, self.depth = found, 0, 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def at(self, *marks: str) -> bool:
        return self.next.kind == "mark" and self.next.text in marks

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def skip(self, *marks: str) -> None:
        while self.next.kind == "newline" or self.at(*marks):
            self.take()

    def file(self) -> tuple[Statement, ...]:
        found = self.statements()
        if self.next.kind != "end":
            raise JenkinsfileError(self.next.line, "this } closes nothing")
        return found

    def statements(self) -> tuple[Statement, ...]:
        """Up to the end of the file, or to a } that is left for who opened it."""
        found = []
        self.skip(";")
        while self.next.kind != "end" and not self.at("}"):
            found.append(self.statement())
            if not (self.next.kind in ("newline", "end") or self.at(";", "}")):
                raise JenkinsfileError(self.next.line, f"{self.next} follows on the same line; one statement a line")
            self.skip(";")
        return tuple(found)

    def statement(self) -> Statement:
        word = self.take()
        if word.kind != "name":
            raise JenkinsfileError(word.line, f"a statement begins with a word, not with {word}")
        if self.at("="):
            self.take()
            return Statement(word.text, word.line, (self.value(),), assigned=True)
        values: list[Value] = []
        named: dict[str, Value] = {}
        if self.at("("):
            self.arguments(self.take(), values, named)
        elif not (self.next.kind in ("newline", "end") or self.at("{", "}", ";")):
            self.arguments(None, values, named)
            return Statement(word.text, word.line, tuple(values), named)
        return Statement(word.text, word.line, tuple(values), named, *self.block(word))

    def block(self, word: Token) -> tuple[tuple[Statement, ...] | None, bool, bool]:
        """What stands between braces after this word, which may open on a later line: as a Statement holds it."""
        here = self.place
        self.skip()
        if not self.at("{"):
            self.place = here
            return None, False, False
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise JenkinsfileError(word.line, f"more than {MAX_DEPTH} blocks inside one another")
        opened = self.take()
        opaque = word.text in _OPAQUE
        inside = self.passed_over() if opaque else self.statements()
        if not self.at("}"):
            raise JenkinsfileError(opened.line, f"the {{ of {word.text} is never closed")
        self.take()
        self.depth -= 1
        return inside, False, opaque

    def passed_over(self) -> tuple[Statement, ...]:
        depth = 0
        while self.next.kind != "end" and not (self.at("}") and not depth):
            depth += self.at("{") - self.at("}")
            self.take()
        return ()

    def arguments(self, opened: Token | None, values: list[Value], named: dict[str, Value]) -> None:
        """Values and ``name: value`` with commas between them, up to a ) or, without parentheses, to the end of the line."""
        while True:
            if opened:
                self.skip()
                if self.at(")"):
                    break
            name = self.next
            if name.kind in ("name", "text") and self.tokens[self.place + 1].text == ":":
                self.take()
                self.take()
                named[name.text] = self.value(closed_by=opened)
            else:
                values.append(self.value(closed_by=opened))
            if opened:
                self.skip()
            if not self.at(","):
                break
            self.take()
            self.skip()
        if opened:
            if not self.at(")"):
                raise JenkinsfileError(opened.line, "this ( is never closed")
            self.take()

    def value(self, closed_by: Token | None = None) -> Value:
        """One value: a text, or Code for all that is not that alone."""
        found: list[Token] = []
        depth: list[str] = []
        while self.next.kind != "end":
            token = self.next
            goes_on = found and found[-1].kind == "mark" and found[-1].text in _GOES_ON
            ends = token.kind == "newline" and not closed_by and not goes_on
            if not depth and (ends or self.at(",", ";", "}", ")", "]")):
                break
            if not depth and self.at("{"):
                raise JenkinsfileError(token.line, "a { follows a value; what a block is named after stands in parentheses")
            self.take()
            if token.kind == "newline":
                continue
            if found and _is_word(token) and _is_word(found[-1]):
                raise JenkinsfileError(token.line, f"{token} follows {found[-1]} with nothing between them")
            if token.kind == "mark" and token.text in "([{":
                depth.append({"(": ")", "[": "]", "{": "}"}[token.text])
            elif token.kind == "mark" and depth and token.text in ")]}" and token.text != depth.pop():
                raise JenkinsfileError(token.line, f"{token} closes nothing")
            found.append(token)
        if depth:
            raise JenkinsfileError(found[0].line, f"a {depth[-1]} is missing")
        if not found:
            raise JenkinsfileError(self.next.line, f"a value is missing before {self.next}")
        if len(found) == 1 and found[0].kind == "text":
            return found[0].text
        return Code(f'"{found[0].text}"' if found[0].kind == "template" else "".join(token.text for token in found))


def _is_word(token: Token) -> bool:
    return token.kind in ("name", "number", "text", "template")

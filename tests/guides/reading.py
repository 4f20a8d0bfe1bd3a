"""What a document tells people to type and to write, language by language.

A document has a half for each language, under ``## Español`` and ``## English``. Of its fenced blocks, ``sh`` is commands;
what stands under a line that is nothing but a path in code marks is that file; and Python lines that begin with ``c.`` go to
the end of ``nbgrader_config.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.conftest import ROOT

HALVES = {"es": "Español", "en": "English"}
DOCUMENTS = ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
SHELL = {"sh", "bash", "console"}
CONFIGURATION = "nbgrader_config.py"

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_PATH_ALONE = re.compile(r"`([^`\s]+\.\w+)`")
_WORDS = {
    "planificador": "scheduler",
    "usuario:clave@servidor/notas": "user:password@server/grades",
    "curso-": "course-",
    "descarga.zip": "download.zip",
}
"""What is a name of the reader's own choice in a command, and so is another in each language."""


@dataclass(frozen=True)
class Block:
    """A fenced block, and the file that it is, if it is one."""

    language: str
    text: str
    file: str

    @property
    def commands(self) -> list[str]:
        """Each command, in one line and without what is said about it."""
        if self.language not in SHELL:
            return []
        lines = re.sub(r" *\\\n *", " ", self.text).splitlines()
        if self.language == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        bare = [re.sub(r"(^|\s+)#\s.*", "", line).strip() for line in lines]
        return [line for line in bare if line]


def blocks(text: str) -> list[Block]:
    return [Block(found["language"], _dedented(found), _file(text, found)) for found in _FENCE.finditer(text)]


def _dedented(found: re.Match[str]) -> str:
    return re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)


def _file(text: str, found: re.Match[str]) -> str:
    above = text[: found.start()].rstrip().rpartition("\n")[2].strip()
    if path := _PATH_ALONE.fullmatch(above):
        return path[1]
    lines = found["text"].split("\n")
    return (
        CONFIGURATION if found["language"] == "python" and all(not line or line.startswith("c.") for line in lines) else ""
    )


def half(document: str, lang: str) -> str:
    """What it says in a language; everything, if it is not in halves."""
    text = (ROOT / document).read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", _without_code(text), re.MULTILINE | re.DOTALL))
    return _with_code(parts[HALVES[lang]], text)


def _without_code(text: str) -> str:
    """The same with each fenced block as a mark: a comment in it may look like a heading."""
    numbers = iter(range(len(text)))
    return _FENCE.sub(lambda found: f"\x00{next(numbers)}\x00", text)


def _with_code(text: str, whole: str) -> str:
    code = [found[0] for found in _FENCE.finditer(whole)]
    return re.sub("\x00(\\d+)\x00", lambda found: code[int(found[1])], text)


def twin(text: str) -> str:
    """The same for every language: what only names one is left open."""
    for theirs, ours in _WORDS.items():
        text = text.replace(theirs, ours)
    return re.sub(r"\b(es|en)(?=[/. ]|$)", "<lang>", text)


def commands(document: str, lang: str) -> list[str]:
    return [command for block in blocks(half(document, lang)) for command in block.commands]


def steps(document: str) -> Iterator[dict[str, Block]]:
    """The blocks of a document in order, each in every language."""
    of = {lang: blocks(half(document, lang)) for lang in HALVES}
    for same in zip(*of.values(), strict=True):
        yield dict(zip(of, same, strict=True))


def documented(document: str, command: str) -> str:
    """The command, which that document holds: for a test that executes it elsewhere.

    Where ``documented("docs/…", "…")`` is called with two texts, ``elsewhere.py`` takes the command as executed there.
    """
    here = commands(document, "en")
    assert command in here, f"{document} has no command «{command}» any more; it has {here}"
    return command


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")

"""The commands in a script of the shell's, word by word, and what pip would install where. Nothing is executed."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SEPARATORS = set("();<>|&")
_BEFORE_A_COMMAND = {"then", "do", "else", "exec", "sudo", "command", "!", "{", "if", "time"}
_PYTHON = re.compile(r"python(\d(\.\d+)?)?")
_PIP = re.compile(r"pip(\d(\.\d+)?)?")
_SYSTEM = "/usr/local"
_OPTIONS = {
    **{name: "requirement" for name in ("-r", "--requirement", "--requirements")},
    **{name: "into" for name in ("-t", "--target", "--prefix", "-w", "--wheel-dir", "--python")},
    **{name: "find" for name in ("-f", "--find-links")},
    **dict.fromkeys(["-c", "--constraint", "-i", "--index-url", "--extra-index-url", "--only-binary", "--no-binary"], ""),
    **dict.fromkeys(["--platform", "--python-version", "--implementation", "--abi", "--cache-dir", "--trusted-host"], ""),
    **dict.fromkeys(["--timeout", "--retries", "--progress-bar", "--root", "--report", "--cert", "--proxy", "--log"], ""),
}
"""The options of pip's that take a value, and what we read in it."""


@dataclass(frozen=True)
class Pip:
    """One call of pip's: the requirements that it is given as words, the files that hold more, and the folder into which
    it installs. ``builds`` says that it puts wheels there, to be installed later. ``paths`` are wheels and folders given."""

    words: tuple[str, ...]
    requirements: tuple[str, ...]
    paths: tuple[str, ...]
    into: str
    builds: bool
    asks_where: bool
    """Whether it was told where to install: into a folder, or for the user at hand."""


def commands(script: str) -> Iterator[list[str]]:
    """The simple commands of a script, in order, each as its words; what cannot be read as words is left out."""
    for line in script.replace("\\\n", " ").splitlines():
        if line.lstrip().startswith("#"):
            continue
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.whitespace_split, lexer.commenters = True, ""
        words: list[str] = []
        try:
            for token in [*lexer, ";"]:
                if not set(token) <= _SEPARATORS:
                    words.append(token)
                elif words:
                    yield _without_prefix(words)
                    words = []
        except ValueError:  # a quotation without an end
            continue


def _without_prefix(words: list[str]) -> list[str]:
    """Without the variables and words that may stand before a command."""
    for position, word in enumerate(words):
        if word not in _BEFORE_A_COMMAND and not re.match(r"\w+=", word):
            return words[position:]
    return [""]


def made_folders(script: str, folder: str) -> Iterator[str]:
    """The folders that a script makes with mkdir."""
    for name, *words in commands(script):
        if name == "cd" and len(words) == 1:
            folder = posixpath.join(folder, words[0])
        elif name == "mkdir":
            yield from (posixpath.join(folder, word) for word in words if not word.startswith("-"))


def pip_calls(script: str, folder: str, env: Mapping[str, str]) -> Iterator[Pip]:
    """What pip is called for in a script that begins in ``folder``."""
    activated = ""
    for words in commands(script):
        match words:
            case ["cd", place]:
                folder = posixpath.normpath(posixpath.join(folder, place))
            case ["." | "source", script_of_venv, *_] if script_of_venv.endswith("/bin/activate"):
                activated = posixpath.join(folder, script_of_venv.removesuffix("/bin/activate"))
            case _:
                if arguments := _arguments_of_pip(words):
                    yield _pip(arguments, folder, _python_home(words[0], activated, env))


def _arguments_of_pip(words: list[str]) -> list[str]:
    """What follows «pip»: its command first; empty if these words do not call pip to install or build."""
    name = posixpath.basename(words[0])
    arguments: list[str] = []
    if _PIP.fullmatch(name) or (name == "uv" and words[1:2] == ["pip"]):
        arguments = words[1 + (name == "uv") :]
    elif _PYTHON.fullmatch(name) and "-m" in words and words[words.index("-m") + 1 :][:1] == ["pip"]:
        arguments = words[words.index("-m") + 2 :]
    verbs = [position for position, word in enumerate(arguments) if word in ("install", "wheel")]
    return arguments[verbs[0] :] if verbs else []


def _python_home(program: str, activated: str, env: Mapping[str, str]) -> str:
    """The folder of the Python that a program called by this name belongs to."""
    if program.startswith("/") and "/bin/" in program:
        return program.rpartition("/bin/")[0]
    first = env.get("PATH", "").partition(":")[0]
    return activated or env.get("VIRTUAL_ENV") or (first.removesuffix("/bin") if first.endswith("/bin") else _SYSTEM)


def _pip(arguments: list[str], folder: str, home: str) -> Pip:
    found: dict[str, list[str]] = {"requirement": [], "into": [], "find": [], "": [], "path": [], "word": []}
    rest = iter(arguments[1:])
    for word in rest:
        option, equals, value = word.partition("=")
        if option in _OPTIONS:
            found[_OPTIONS[option]].append(value if equals else next(rest, ""))
        elif word.startswith("-r"):
            found["requirement"].append(word[2:])
        elif not word.startswith("-") and not word.isdigit():  # 2>&1
            found["path" if "/" in word or word.endswith(".whl") or word == "." else "word"].append(word)
    builds, for_user = arguments[0] == "wheel", "--user" in arguments
    places = found["into"] or [".local" if for_user else "." if builds else home]
    return Pip(
        words=tuple(found["word"]),
        requirements=tuple(posixpath.join(folder, name) for name in found["requirement"]),
        paths=tuple(posixpath.join(folder, name) for name in found["path"] + found["find"]),
        into=posixpath.normpath(posixpath.join("/root" if for_user else folder, places[-1])),
        builds=builds,
        asks_where=for_user or bool(found["into"]),
    )

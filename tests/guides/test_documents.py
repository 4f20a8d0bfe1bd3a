"""The documents: the same commands in every language, each of them run by a test, and nothing that does not exist."""

from __future__ import annotations

import ast
import re
import tomllib
from urllib.parse import unquote

import pytest
import typer.main
import yaml
from nbgrader.apps import NbGraderApp

from grader.cli import app
from tests.conftest import ROOT
from tests.guides.elsewhere import BY_CI, NOT_EXECUTED, elsewhere, taken
from tests.guides.reading import DOCUMENTS, HALVES, blocks, commands, half, steps, text_of, twin
from tests.guides.walked import WALKED

PARSERS = {"python": ast.parse, "toml": tomllib.loads, "yaml": yaml.safe_load}
GRADER = typer.main.get_command(app).commands  # type: ignore[attr-defined]
_SPAN = re.compile(r"`(?:\.venv/bin/)?((?:grader|nbgrader|make|python) [^`]+)`")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_language_has_the_same_commands_in_the_same_order(document: str) -> None:
    es, en = (list(map(twin, commands(document, lang))) for lang in HALVES)
    assert es == en


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_language_has_the_same_files(document: str) -> None:
    for step in steps(document):
        es, en = step.values()
        assert (es.language, es.file) == (en.language, en.file)
        assert es.text == en.text or es.file in ("", "nbgrader_config.py")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_is_run_by_a_test(document: str) -> None:
    run = elsewhere(document).keys() | (WALKED[document].EXPECTED.keys() if document in WALKED else set())
    assert [command for command in map(twin, commands(document, "en")) if command not in run] == []


@pytest.mark.parametrize(("document", "command", "where"), taken())
def test_what_another_test_takes_from_a_document_is_there(document: str, command: str, where: str) -> None:
    assert command in commands(document, "en"), f"{where}: {document} does not say this any more"


def test_ci_runs_what_it_is_said_to_run() -> None:
    script = text_of(".ci/run").splitlines()
    assert [command for command in BY_CI if command not in script] == []
    assert [command for command in BY_CI if all(command not in commands(document, "en") for document in DOCUMENTS)] == []


@pytest.mark.parametrize("command", NOT_EXECUTED)
def test_what_nothing_executes_is_still_told_and_says_why(command: str) -> None:
    assert [document for document in DOCUMENTS if command in commands(document, "en")], f"no document says «{command}»"
    pytest.skip(f"«{command}» is not executed: {NOT_EXECUTED[command]}")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_shown_of_python_toml_and_yaml_can_be_read(document: str) -> None:
    for block in blocks(text_of(document)):
        if block.language in PARSERS:
            PARSERS[block.language](block.text)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("lang", HALVES)
def test_a_command_in_the_text_exists_with_its_options(document: str, lang: str) -> None:
    assert [span for span in _SPAN.findall(half(document, lang)) if not exists(span)] == []


def exists(command: str) -> bool:
    """Whether the program has this command, and the command these options."""
    program, name, *words = command.split()
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    if program == "grader":
        known = {option for parameter in GRADER[name].params for option in parameter.opts} if name in GRADER else set()
        return name in GRADER and options <= known
    if program == "nbgrader":
        return name in nbgrader_options() and options <= nbgrader_options()[name]
    if program == "make":
        targets = re.findall(r"^(\w+):", text_of("Makefile"), re.MULTILINE)
        return name in targets or re.match(r"[A-Z]+=", name) is not None
    return name == "-m" or (ROOT / name).is_file()


def nbgrader_options() -> dict[str, set[str]]:
    """By command of nbgrader, its short options; the long ones have a class and a dot."""
    named = {name: apps[0] for name, apps in NbGraderApp.subcommands.items()}
    return {name: {f"--{option}" for option in [*of.aliases, *of.flags]} for name, of in named.items()}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_leads_to_a_file_and_to_a_heading_of_it(document: str) -> None:
    here = ROOT / document
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(document)):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (here.parent / path).resolve() if path else here
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


def anchors(text: str) -> set[str]:
    """The headings as GitHub names them, and the anchors that the text sets itself."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.replace("`", "")).strip().lower().replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))

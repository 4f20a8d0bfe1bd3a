"""Mermaid diagrams, for pages and people who do not see them drawn."""

from __future__ import annotations


def told_by(diagram: str) -> tuple[str, str]:
    """The title and the description that a diagram's author gave it (accTitle, accDescr), each on one line; "" for none.

    In time that grows with the length, whatever is written: a student's own diagrams are read too.
    Source: Mermaid's documentation, "Accessibility options".
    """
    return _said_after("accTitle", diagram), _said_after("accDescr", diagram)


def _said_after(key: str, diagram: str) -> str:
    """What stands there as «key: a line» or as «key { lines }»."""
    after = diagram.partition(key)[2].lstrip()
    end = {":": "\n", "{": "}"}.get(after[:1])
    return " ".join(after[1:].partition(end)[0].split()) if end else ""

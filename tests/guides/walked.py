"""The documents that are walked from their first command to their last, and what is expected of each command."""

from __future__ import annotations

from types import ModuleType

from tests.guides import author, instructor, readme

WALKED: dict[str, ModuleType] = {"README.md": readme, "docs/instructor.md": instructor, "docs/author.md": author}

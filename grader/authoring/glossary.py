"""One word for each concept: the course's terms, pair by pair, and the variants that it does not use.

They stand in ``solutions/glossary.toml``:

    [[term]]
    es = "deriva de datos"
    en = "data drift"
    avoid.es = ["desvío de datos"]
    avoid.en = ["data deviation"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.prose import passages
from grader.errors import CourseError
from grader.languages import LANGUAGES, Text


@dataclass(frozen=True)
class Term:
    """A concept's name in every language, and by language the variants to avoid."""

    name: Text
    avoid: dict[str, tuple[str, ...]]


def glossary_path(root: Path) -> Path:
    return root / "solutions" / "glossary.toml"


def read_glossary(path: Path, languages: Sequence[str] = LANGUAGES) -> list[Term]:
    """The terms of the course, none if there is no glossary. Raises CourseError if it is malformed."""
    if not path.exists():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: this is not valid TOML ({error}); mend that line") from error
    return [_term(path, table, languages) for table in tables]


def _term(path: Path, table: dict[str, Any], languages: Sequence[str]) -> Term:
    name = {lang: table.get(lang) for lang in languages}
    avoid = table.get("avoid", {})
    if not all(isinstance(word, str) and word for word in name.values()):
        known = next((word for word in name.values() if word), "a term")
        raise CourseError(f"{path}: «{known}» is not there in every language; write {' and '.join(languages)}")
    if not isinstance(avoid, dict) or not all(isinstance(variants, list) for variants in avoid.values()):
        raise CourseError(f'{path}: avoid of «{name[languages[0]]}» must be lists; write avoid.{languages[0]} = ["…"]')
    return Term({lang: str(word) for lang, word in name.items()}, {lang: tuple(avoid.get(lang, ())) for lang in languages})


def wrong_words(text: str, lang: str, terms: Sequence[Term]) -> Iterator[tuple[int, str]]:
    """Where a markdown text uses a variant to avoid, as (line, what is wrong; what to do). Code is not looked at."""
    for passage in passages(text):
        for term in terms:
            for variant in term.avoid[lang]:
                for match in _pattern(variant).finditer(passage.words):
                    line = passage.line + passage.words.count("\n", 0, match.start())
                    yield line, f"«{' '.join(match[0].split())}» is not the course's term; write «{term.name[lang]}»"


def _pattern(variant: str) -> re.Pattern[str]:
    """The variant as words, in any case, singular or plural, and also where a line ends inside it."""
    words = r"\s+".join(re.escape(word) for word in variant.split())
    return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)

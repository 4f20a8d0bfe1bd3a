"""Every document with commands is done in its order, each in a small course of its own.

The three go at once: a command waits more than it computes.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.guides.elsewhere import elsewhere
from tests.guides.walked import WALKED
from tests.guides.walking import small_course, walk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[None]]]:
    def start(document: str) -> None:
        walked = WALKED[document]
        course = small_course(tmp_path_factory.mktemp("walk", numbered=True), walked.LESSON)
        walk(document, course, walked.EXPECTED, elsewhere(document))

    with ThreadPoolExecutor(len(WALKED)) as pool:
        yield {document: pool.submit(start, document) for document in WALKED}


@pytest.mark.parametrize("document", WALKED)
def test_what_a_document_says_is_what_happens(document: str, walks: dict[str, Future[None]]) -> None:
    walks[document].result()

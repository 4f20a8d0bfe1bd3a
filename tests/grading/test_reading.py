"""A submitted notebook is read whatever program wrote it, and refused, in words, before it can do harm."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import pytest
from nbformat import validate, writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.grading import reading
from grader.grading.reading import Unreadable, language_of, read_notebook

NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"course": {"lang": "es", "lesson": "a/b"}},
    "cells": [{"cell_type": "code", "id": "x", "source": ["a = 'ñ'\n", "b = 2"], "metadata": {}, "outputs": []}],
}
SOURCE = "a = 'ñ'\nb = 2"


def notebook(**changes: Any) -> bytes:
    return json.dumps({**NOTEBOOK, **changes}, ensure_ascii=False).encode()


def with_cell(**changes: Any) -> bytes:
    return notebook(cells=[{**NOTEBOOK["cells"][0], **changes}])  # type: ignore[index]


@pytest.mark.parametrize(
    "data",
    [
        notebook(),
        b"\xef\xbb\xbf" + notebook(),
        notebook().decode().encode("utf-16"),
        notebook().replace(b", ", b",\r\n"),
        notebook(nbformat=99, nbformat_minor="x"),
        notebook(nbformat=4, nbformat_minor=0, cells=[{"cell_type": "code", "source": SOURCE, "outputs": "?"}]),
        notebook(
            nbformat=3,
            cells=[],
            metadata={"name": "", "course": {"lang": "es"}},
        ).replace(
            b'"cells": []', b'"worksheets": [{"cells": [{"cell_type": "code", "input": ["a = \'\xc3\xb1\'\\n", "b = 2"]}]}]'
        ),
        with_cell(source="\ufeffa = 'ñ'\r\nb = 2"),
        notebook(metadata={"course": {"lang": "es"}, "colab": {"provenance": []}, "kernelspec": {"name": "my-laptop"}}),
        notebook().replace(b'"id": "x"', b'"id": "y", "id": "x", "execution_count": NaN'),
        notebook(cells=[*NOTEBOOK["cells"], None, 3, ["x"]]),  # type: ignore[misc]
    ],
    ids="plain bom utf-16 windows future 4.0 3.0 bom-in-cell colab duplicate-and-nan junk-beside".split(),
)
def test_the_source_is_found_whatever_program_wrote_the_file(data: bytes) -> None:
    read, notes = read_notebook(data)
    assert [cell.source for cell in read.cells] == [SOURCE]
    assert language_of(read) == "es"
    assert notes == []
    validate(read)


def test_nothing_but_source_ids_and_nbgrader_s_flags_comes_in() -> None:
    whole = new_notebook(metadata={"evil": 1, "course": {"lang": "en", "lesson": "\x1b[31m", "mended": ["evil"]}})
    cell = new_code_cell("x", id="one", metadata={"evil": 1, "tags": ["evil"], "nbgrader": {"points": 3, "evil": {}}})
    cell.outputs = [new_output("stream", text="evil")]
    whole.cells = [cell, new_markdown_cell("y", id="two", attachments={"evil.png": {"image/png": "evil"}})]
    read, _ = read_notebook(writes(whole).encode())
    assert "evil" not in str(read)
    assert "\x1b" not in str(read)
    assert read.cells[0].metadata == {"nbgrader": {"points": 3}, "tags": []}


def test_ids_that_are_missing_wrong_or_doubled_become_different_ones() -> None:
    ids = [None, "x", "x", "submitted-2", "ñ", "y" * 65, 7]
    read, _ = read_notebook(notebook(cells=[{"cell_type": "code", "source": "", "id": id} for id in ids]))
    assert read.cells[1].id == "x"
    assert len({cell.id for cell in read.cells}) == len(ids)
    validate(read)


def test_half_a_surrogate_pair_can_be_written_again() -> None:
    read, _ = read_notebook(notebook().replace("ñ".encode(), rb"\ud800"))
    assert read.cells[0].source == "a = '?'\nb = 2"
    writes(read).encode()


def test_a_notebook_with_enormous_plots_passes() -> None:
    plot = {"output_type": "display_data", "data": {"image/png": "iVBO" * 2_500_000, "text/plain": "<Figure>"}}
    read, _ = read_notebook(with_cell(outputs=[plot] * 4))
    assert read.cells[0].source == SOURCE


def test_a_cell_with_too_much_text_is_left_empty_and_said() -> None:
    long = {"cell_type": "markdown", "source": "x" * (reading.MAX_PROSE + 1)}
    read, notes = read_notebook(notebook(cells=[*NOTEBOOK["cells"], long]))  # type: ignore[misc]
    assert [cell.source for cell in read.cells] == [SOURCE, ""]
    assert [note["en"] for note in notes] == ["Cell number 2 had too much text; it was left empty."]


MANY = 200_000
HARMFUL = {
    "nothing": (b"", "broken JSON"),
    "no JSON": (b"%PDF-1.7", "broken JSON"),
    "half": (notebook()[:-5], "broken JSON"),
    "list": (b"[]", "no cells"),
    "no cells": (b"{}", "no cells"),
    "cells of another type": (notebook(cells={"0": "x"}), "no cells"),
    "worksheets of another type": (b'{"worksheets": 3}', "no cells"),
    "too large": (b" " * (reading.MAX_BYTES + 1), "more than 50 MB"),
    "deep": (b'{"cells": ' + b"[" * MANY, "too large or too deep"),
    "deep objects": (b'{"cells":' * MANY, "too large or too deep"),
    "many lists": (b'{"cells": [' + b"[]," * MANY + b"0]}", "too large or too deep"),
    "many numbers": (b'{"cells": [' + b"1e5," * MANY + b"0]}", "too large or too deep"),
    "many strings": (b'{"cells": ["' + b'","' * MANY + b'"]}', "too large or too deep"),
    "many cells": (notebook(cells=[{}] * (reading.MAX_CELLS + 1)), "more than 2000 cells"),
    "much code": (notebook(cells=[{"cell_type": "code", "source": "x" * 900_000}] * 3), "more than 2 MB"),
    "unfinished string": (b'{"cells": "' + rb"\"" * MANY, "broken JSON"),
    "long number": (b'{"cells": ' + b"1" * MANY + b"}", "broken JSON"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_what_is_no_notebook_or_too_much_of_one_is_refused_before_it_takes_memory(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, why = HARMFUL[kind]
    monkeypatch.setattr(reading, "MAX_VALUES", MANY - 1)
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match=why):
            read_notebook(data)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(data) + 10**6
    finally:
        tracemalloc.stop()


def test_the_language_is_the_metadata_s_or_the_import_s() -> None:
    assert language_of(new_notebook(metadata={"course": {"lang": "en"}})) == "en"
    assert language_of(new_notebook(cells=[new_code_cell("from grader.en import check")])) == "en"
    assert language_of(new_notebook(metadata={"course": {"lang": "../x"}})) is None

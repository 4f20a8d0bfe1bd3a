"""Put the stub back into an answer cell, with a copy of what stood there; every other byte that means something stays."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.exercises import Exercise
from grader.languages import LANGUAGES, Text, said
from grader.learning import progress
from grader.unseen import on_one_line


@dataclass(frozen=True)
class Reset:
    """What was done to one notebook: nothing, if there is no copy."""

    notebook: Path
    copy: Path | None


def notebooks_with(exercise: Exercise, root: Path) -> list[Path]:
    """The notebooks of the course in ``root`` in which people answer the exercise."""
    inside = Path(exercise.assignment, f"{exercise.lesson}.ipynb")
    paths = (root / "notebooks" / lang / inside for lang in LANGUAGES)
    return [path for path in paths if path.is_file()]


def reset(path: Path, exercise: Exercise, stub: str, told: str) -> Reset:
    """Reset the answer in the notebook at ``path``. Raises CourseError, in the language ``told``, if it cannot be done."""
    where = on_one_line(str(path))
    try:
        data = path.read_bytes()
        notebook = json.loads(data.decode("utf-8-sig"))
        cells = [cell for cell in notebook["cells"] if _is_answer(cell, exercise.id)]
    except OSError as error:
        raise CourseError(f"{where}: {said(_NOT_OPENED, told).format(why=error.strerror)}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CourseError(f"{where}: {said(_UNREADABLE, told)}") from None
    if not cells:
        raise CourseError(f"{where}: {said(_NO_CELL, told).format(id=exercise.id)}")
    written = ["".join(cell.get("source", "")) for cell in cells]
    if [text.strip() for text in written] == [stub.strip(), *[""] * (len(cells) - 1)]:
        return Reset(path, None)
    layout = _layout_of(data, notebook)
    for cell, text in zip(cells, [stub, *[""] * (len(cells) - 1)], strict=True):  # the parts of an answer that was split
        cell["source"] = text.splitlines(keepends=True) if isinstance(cell.get("source"), list) else text
    try:
        copy = _keep("\n\n".join(written), exercise.id)
        _replace(path, layout.dump(notebook))
    except OSError as error:
        raise CourseError(f"{where}: {said(_NOT_WRITTEN, told).format(why=error.strerror)}") from None
    return Reset(path, copy)


def _is_answer(cell: dict[str, Any], id: str) -> bool:
    return bool(cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == f"{id}_answer")


@dataclass(frozen=True)
class _Layout:
    """How a file writes its JSON."""

    indent: int | None
    ascii: bool
    end: str

    def dump(self, notebook: Any) -> bytes:
        text = json.dumps(notebook, ensure_ascii=self.ascii, indent=self.indent)
        return (text + self.end).encode("utf-8", "surrogatepass")


def _layout_of(data: bytes, notebook: Any) -> _Layout:
    """The one that gives these very bytes, so that a reset changes no others; Jupyter's, if none does."""
    text = data.decode("utf-8-sig")
    end = text[len(text.rstrip()) :]
    layouts = [_Layout(indent, ascii, end) for indent in (1, 2, 4, None) for ascii in (False, True)]
    return next((layout for layout in layouts if layout.dump(notebook) == data), layouts[0])


def _keep(source: str, id: str) -> Path:
    """Write the answer into a new file, beside the record of progress."""
    folder = progress.path().parent / "answers"
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        copy = folder / f"{id}-{number}.py"
        try:
            with open(copy, "x", encoding="utf-8", errors="surrogatepass") as file:
                file.write(source + "\n")
            return copy
        except FileExistsError:
            number += 1


def _replace(path: Path, data: bytes) -> None:
    """All or nothing: whoever is interrupted has the old file or the new one."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode & 0o7777)
    os.replace(beside, path)


_NOT_OPENED: Text = {
    "es": "no se puede abrir ({why}); escribe la ruta de un notebook",
    "en": "cannot be opened ({why}); give the path of a notebook",
}
_UNREADABLE: Text = {
    "es": "no se puede leer como notebook; ábrelo en Jupyter, guárdalo y vuelve a intentarlo",
    "en": "cannot be read as a notebook; open it in Jupyter, save it and try again",
}
_NO_CELL: Text = {
    "es": "no tiene la celda de respuesta de «{id}»; escribe la ruta del notebook que la tiene",
    "en": "has no answer cell of “{id}”; give the path of the notebook that has it",
}
_NOT_WRITTEN: Text = {
    "es": "no se cambió, porque no se puede escribir ({why}); mira los permisos y el espacio en disco",
    "en": "was not changed, as it cannot be written ({why}); look at the permissions and the room on the disk",
}

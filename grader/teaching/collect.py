"""Take submissions in: nbgrader's own ``zip_collect``, which here loses nothing of anybody's.

nbgrader would empty a student's folder before it fills it. Here a notebook that is replaced goes to
``downloaded/<assignment>/replaced/``, one that has not changed stays untouched (so that it is not graded again), and nothing
is written through a link.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets.config.loader import Config, PyFileConfigLoader

from grader.commands import Refused
from grader.grading.autograde import timestamp
from grader.languages import Text, said
from grader.teaching.archives import SafeExtractor
from grader.teaching.collector import PlatformCollector
from grader.teaching.notes import Note, Notes
from grader.unseen import on_one_line

_STAMP = "timestamp.txt"


@dataclass
class Collected:
    """What came of it: the notebooks by student, and a line for all that was left out or needs a word."""

    new: dict[str, list[str]] = field(default_factory=dict)
    same: dict[str, list[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def troubles(self) -> bool:
        return any(note.trouble for note in self.notes)


class Collect(ZipCollectApp):
    """nbgrader's, but for the last step: how a submission takes its place."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.collected = Collected()
        self.notes = Notes(self.log)
        self.replaced = Path()
        """Where what is replaced goes, by student."""

    def _transfer_files(self, collected_data: dict[str, Any]) -> None:
        for student, data in collected_data.items():
            try:
                self._take(student, data)
            except OSError as error:
                self.notes.trouble((student, self.coursedir.assignment_id), _not_written(error))

    def _take(self, student: str, data: dict[str, Any]) -> None:
        course = self.coursedir
        folder = Path(course.format_path(course.submitted_directory, student, course.assignment_id))
        if folder.is_symlink() or folder.parent.is_symlink():
            self.notes.trouble(folder.parts[-3:], _LINK)
            return
        before, now = timestamp(folder), data["timestamp"]
        if before and now and parse_utc(now) < before:
            self.notes.add(folder.parts[-3:], _OLDER)
            return
        folder.mkdir(parents=True, exist_ok=True)
        for source, target in zip(map(Path, data["src_files"]), map(Path, data["dest_files"]), strict=True):
            new = source.read_bytes()
            if target.is_file() and not target.is_symlink() and target.read_bytes() == new:
                self.collected.same.setdefault(student, []).append(target.stem)
                continue
            if kept := self._put_aside(student, target):
                self.notes.add(target.parts[-4:], _replaced(self._place(kept)))
            _write(target, new)
            self.collected.new.setdefault(student, []).append(target.stem)
        if student in self.collected.new:  # an old timestamp would say that this is graded already
            stamp = folder / _STAMP
            if now:
                _write(stamp, now.isoformat(" ").encode())
            else:
                self._put_aside(student, stamp)

    def _put_aside(self, student: str, path: Path) -> Path | None:
        """Keep what stands where another file is to stand, and give its new place."""
        if not os.path.lexists(path):
            return None
        aside = self.replaced / student
        aside.mkdir(parents=True, exist_ok=True)
        number = 1
        while os.path.lexists(kept := aside / f"{path.stem}.{number}{path.suffix}"):
            number += 1
        os.replace(path, kept)
        return kept

    def _place(self, path: Path) -> str:
        return str(path.relative_to(self.coursedir.root) if path.is_relative_to(self.coursedir.root) else path)

    def fail(self, msg: str, *args: Any) -> None:  # nbgrader would end the process
        said = on_one_line(msg % args if args else msg)
        raise Refused({"es": f"nbgrader no pudo recogerlo: {said}", "en": f"nbgrader could not collect it: {said}"})


def collect(
    root: Path, assignment: str, paths: Sequence[Path], submitted: Path | None = None, roster: Path | None = None
) -> Collected:
    """Put what is in ``paths`` (files, zips, folders) at ``submitted/<student>/<assignment>/<lesson>.ipynb``.

    Raises Refused for an assignment, a path or a roster that does not exist.
    """
    root = root.resolve()
    for path in paths:
        if not path.exists():
            raise Refused(
                {
                    "es": f"{path}: no existe; nombra lo que descargaste: un zip, un notebook o una carpeta",
                    "en": f"{path}: does not exist; name what you downloaded: a zip, a notebook or a folder",
                }
            )
    with tempfile.TemporaryDirectory(prefix="collect-") as scratch:
        app = Collect(config=_config(root, paths, submitted, roster))
        app.coursedir = CourseDirectory(parent=app)
        app.coursedir.assignment_id = assignment
        _require(app.coursedir, assignment)
        app.replaced = Path(app._format_collect_path("replaced"))
        app.collect_directory_structure = str(Path(scratch, "{assignment_id}", "{collect_step}"))
        Path(app._format_collect_path(app.archive_directory)).mkdir(parents=True)
        app.init_plugins()
        app.extract_archive_files()
        app.process_extracted_files()
    notes = [*app.extractor_plugin_inst.notes, *app.collector_plugin_inst.notes, *app.notes]
    return Collected(app.collected.new, app.collected.same, notes)


def _config(root: Path, paths: Sequence[Path], submitted: Path | None, roster: Path | None) -> Config:
    config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.ZipCollectApp.extractor_plugin = SafeExtractor
    config.ZipCollectApp.collector_plugin = PlatformCollector
    config.SafeExtractor.paths = [str(path) for path in paths]
    config.Application.log_level = "CRITICAL"  # what there is to say is said by whoever asked
    if roster:
        config.PlatformCollector.roster = str(roster)
    if submitted:
        config.CourseDirectory.submitted_directory = str(submitted.resolve())
    return config


def _require(course: CourseDirectory, assignment: str) -> None:
    releases = Path(course.format_path(course.release_directory, ".", "."))
    known = sorted(path.name for path in releases.iterdir() if path.is_dir()) if releases.is_dir() else []
    if assignment not in known:
        more: Text = {"es": "ejecuta «grader build» primero", "en": "run «grader build» first"}
        if known:
            there_are = ", ".join(known)
            more = {"es": f"las de este curso son {there_are}", "en": f"the ones of this course are {there_are}"}
        raise Refused(
            {
                "es": f"no hay tarea «{assignment}»; {said(more, 'es')}",
                "en": f"there is no assignment «{assignment}»; {said(more, 'en')}",
            }
        )


def _write(path: Path, data: bytes) -> None:
    """All of it or nothing, and never through a link."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    new.write_bytes(data)
    os.replace(new, path)


def _not_written(error: OSError) -> Text:
    why = error.strerror or type(error).__name__
    return {"es": f"no se pudo escribir: {why}", "en": f"could not be written: {why}"}


def _replaced(place: str) -> Text:
    return {
        "es": f"ocupa el lugar de otra, que quedó en {place}",
        "en": f"takes the place of another, which is kept in {place}",
    }


_LINK: Text = {
    "es": "la carpeta es un enlace; pon una carpeta en su lugar",
    "en": "the folder is a link; put a folder in its place",
}
_OLDER: Text = {
    "es": "ya hay una entrega más nueva, y se quedó esa",
    "en": "there is a newer submission already, and that one stayed",
}

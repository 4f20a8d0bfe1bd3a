"""The repaired Dockerfile in a folder with more in it, and what its user may do."""

from __future__ import annotations

from grader.containers.rules import unreadable, usable
from grader.judging.api import says

NEEDED = {"requirements.txt", "run_model.py", "model.json"}


@says(
    es="De la carpeta solo se copia lo que el modelo necesita, haya lo que haya en ella",
    en="Only what the model needs is copied from the folder, whatever else is in it",
)
def test_only_what_is_needed_is_copied(build):
    copied = {file.source for file in build.final.files.values()} - {""}
    assert copied
    assert copied <= NEEDED


@says(
    es="pip instala mientras aún puede escribir, en un lugar donde Python busca; el usuario puede leer lo que ejecuta",
    en="pip installs while it may still write, in a place where Python looks; the user may read what it runs",
)
def test_pip_may_write_and_the_user_may_read(build):
    assert any("requirements.txt" in one.sources for one in usable(build.final))
    assert not unreadable(build.final)

"""A conda environment made without conda: from environment.yml, and from a local channel of two small packages.

The solver and the installer are py-rattler's, which pixi uses too. The channel stands for conda-forge: its ``python`` is a
link to the interpreter that runs the tests, which still finds the packages installed there, and its ``pip`` is their pip.
So no package is downloaded: pip, told to use no index, must find every pin of the lock in place, and builds the course.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import yaml
from rattler import Channel, Gateway, MatchSpec, Subdir, install, solve
from rattler.index import index_fs

PYTHON = ".".join(map(str, sys.version_info[:3]))
INTERPRETER = f"python{sys.version_info[0]}.{sys.version_info[1]}"
SITE_PACKAGES = f"lib/{INTERPRETER}/site-packages"

Files = Mapping[str, bytes | Path]
"""What a package puts where: the bytes of a file, or where a link leads."""


def read(environment: Path) -> tuple[list[str], list[MatchSpec], list[str]]:
    """The channels, what conda is to install, and the lines that it hands to pip."""
    data: dict[str, Any] = yaml.safe_load(environment.read_text(encoding="utf-8"))
    specs = [MatchSpec(entry) for entry in data["dependencies"] if isinstance(entry, str)]
    pip = [line for entry in data["dependencies"] if isinstance(entry, dict) for line in entry["pip"]]
    return data["channels"], specs, pip


def local_channel(folder: Path, pythons: Sequence[str] = (PYTHON,)) -> Path:
    """A channel with these pythons and a pip."""
    for number in pythons:
        write_package(folder, "python", number, _python())
    write_package(folder, "pip", version("pip"), _pip(), depends=["python"])
    asyncio.run(index_fs(folder))
    return folder


def create(environment: Path, channel: Path, prefix: Path) -> str:
    """What ``conda env create --file … --prefix …`` does, but with this channel; gives back what pip said."""
    install_packages(environment, channel, prefix)
    pip = read(environment)[2]
    # as conda does it: a file beside environment.yml, so that «-r requirements.lock» and «-e .» are found there
    with tempfile.NamedTemporaryFile("w", suffix=".requirements.txt", dir=environment.parent, delete=False) as lines:
        lines.write("\n".join(pip) + "\n")
    command = [prefix / "bin" / "python", "-m", "pip", "install", "-U", "-r", lines.name, "--exists-action=b"]
    without = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    # neither an index nor a download: what the lock pins must be there, and setuptools is
    offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    done = subprocess.run(command, cwd=environment.parent, env=without | offline, capture_output=True, text=True)
    Path(lines.name).unlink()
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def install_packages(environment: Path, channel: Path, prefix: Path) -> None:
    """The part that is conda's: solve for the file's packages, and install them."""
    asyncio.run(_install(read(environment)[1], channel, prefix))


async def _install(specs: Sequence[MatchSpec], channel: Path, prefix: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        records = await _solve(specs, channel, Path(cache))
        await install(records, target_prefix=prefix, cache_dir=Path(cache), show_progress=False)


async def _solve(specs: Sequence[MatchSpec | str], channel: Path, cache: Path) -> list[Any]:
    source, platforms = Channel(channel.as_uri()), [Subdir.current(), Subdir("noarch")]
    return await solve([source], specs, gateway=Gateway(cache_dir=cache), platforms=platforms)


def _python() -> Files:
    """An interpreter that is a link, told by pyvenv.cfg where its library is, and by a .pth where the packages are."""
    base = Path(os.path.realpath(sys.executable))
    packages = sysconfig.get_path("purelib")
    data = Path(sys.prefix)
    links = {f"bin/{name}": base for name in ("python", "python3", INTERPRETER)}
    links |= {f"etc/jupyter/{path.name}": path for path in (data / "etc/jupyter").iterdir()}
    links |= {f"share/jupyter/{path.name}": path for path in (data / "share/jupyter").iterdir() if path.name != "lab"}
    links |= {f"share/jupyter/lab/{path.name}": path for path in (data / "share/jupyter/lab").iterdir()}
    return links | {
        "pyvenv.cfg": f"home = {base.parent}\ninclude-system-site-packages = false\nversion = {PYTHON}\n".encode(),
        f"{SITE_PACKAGES}/of-the-tests.pth": f"{packages}\n".encode(),
    }


def _pip() -> Files:
    pip = distribution("pip")
    found = {str(path): Path(str(pip.locate_file(path))) for path in pip.files or [] if not path.parts[0].startswith("..")}
    return {f"{SITE_PACKAGES}/{name}": path.read_bytes() for name, path in found.items() if path.suffix != ".pyc"}


def write_package(channel: Path, name: str, number: str, files: Files, depends: Sequence[str] = ()) -> None:
    """A package of the older of conda's two formats, a .tar.bz2: easy to make by hand."""
    index = {"name": name, "version": number, "build": "0", "build_number": 0, "depends": list(depends)}
    index["subdir"] = str(Subdir.current())
    paths = [
        {"_path": path, "path_type": "softlink" if isinstance(content, Path) else "hardlink"}
        for path, content in files.items()
    ]
    info = {"info/index.json": index, "info/paths.json": {"paths_version": 1, "paths": paths}}
    folder = channel / str(Subdir.current())
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(folder / f"{name}-{number}-0.tar.bz2", "w:bz2") as package:
        for path, content in {**{path: json.dumps(data).encode() for path, data in info.items()}, **files}.items():
            member = tarfile.TarInfo(path)
            if isinstance(content, Path):
                member.type, member.linkname = tarfile.SYMTYPE, str(content)
                package.addfile(member)
            else:
                member.size = len(content)
                package.addfile(member, io.BytesIO(content))

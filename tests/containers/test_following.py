"""What would lie where, and what would be run."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.containers import DockerfileError, File, Image, follow, read_context
from grader.containers.shell import pip_calls

NAMES = ["run_model.py", "model.json", "requirements.txt", "src/a.py", "src/deep/b.py", "data/old.csv", ".env"]
CONTEXT = {name: File(f"content of {name}".encode()) for name in NAMES} | {"requirements.txt": File(b"numpy==2.3.1\n")}


def image(lines: str) -> Image:
    return follow(f"FROM python:3.13.12-slim\n{lines}\n", CONTEXT).final


def files(lines: str) -> dict[str, str]:
    return {path: file.source for path, file in image(lines).files.items()}


PLACED = [
    ("COPY model.json /m.json", {"/m.json": "model.json"}),
    ("COPY model.json /opt/", {"/opt/model.json": "model.json"}),
    ("COPY model.json /opt", {"/opt/model.json": "model.json"}),
    ("COPY model.json /app", {"/app": "model.json"}),
    ("WORKDIR /app\nCOPY model.json /app", {"/app/model.json": "model.json"}),
    ("WORKDIR /app\nWORKDIR v1\nCOPY model.json .", {"/app/v1/model.json": "model.json"}),
    ("RUN mkdir -p /app\nCOPY model.json /app", {"/app/model.json": "model.json"}),
    ("RUN cd /srv && mkdir app\nCOPY model.json /srv/app", {"/srv/app/model.json": "model.json"}),
    ("WORKDIR /app\nCOPY ./model.json ../m.json", {"/m.json": "model.json"}),
    ("COPY /model.json src/../run_model.py /x/", {"/x/model.json": "model.json", "/x/run_model.py": "run_model.py"}),
    ("COPY src /app", {"/app/a.py": "src/a.py", "/app/deep/b.py": "src/deep/b.py"}),
    ("COPY src/ /app/", {"/app/a.py": "src/a.py", "/app/deep/b.py": "src/deep/b.py"}),
    ("COPY *.py /app/", {"/app/run_model.py": "run_model.py"}),
    ("COPY s*/a.py /app/", {"/app/a.py": "src/a.py"}),
    ("COPY m?del.[j]son /app/", {"/app/model.json": "model.json"}),
    ("COPY m[^a]del.json /app/", {"/app/model.json": "model.json"}),
    ('COPY ["model.json", "/my app/"]', {"/my app/model.json": "model.json"}),
    ("ENV TO=/app\nCOPY model.json ${TO}/x.json", {"/app/x.json": "model.json"}),
    ("ARG TO=/app\nCOPY model.json $TO/", {"/app/model.json": "model.json"}),
    ("COPY <<x.py /app/\nprint()\nx.py", {}),
]
"""What a Dockerfile says after FROM, and where the files of the context then lie. A real engine says so too."""


@pytest.mark.parametrize(("lines", "where"), PLACED)
def test_copy_places_files_as_docker_does(lines: str, where: dict[str, str]) -> None:
    assert {path: source for path, source in files(lines).items() if source} == where


def test_the_whole_context_is_the_whole_context() -> None:
    assert files("WORKDIR /app\nCOPY . .") == {f"/app/{name}": name for name in NAMES}


FAILING = [
    "COPY absent.py .",
    "COPY model.json run_model.py /app",
    "COPY *.* /app",
    "COPY model.json",
    "COPY --from=3 /a /b",
    "RUN pip install -r requirements.txt",
    "WORKDIR /app\nCOPY requirements.txt /\nRUN pip install -r requirements.txt",
    "ENV A",
    "ENV A=1 B",
    "USER",
    "FROM python:3.13.12-slim AS 1",
    "ONBUILD ONBUILD USER 1",
]
"""Where the build fails; in a real engine too."""


@pytest.mark.parametrize("lines", FAILING)
def test_a_build_that_would_fail_is_refused(lines: str) -> None:
    with pytest.raises(DockerfileError):
        image(lines)


def test_a_heredoc_writes_a_file() -> None:
    assert image("WORKDIR /app\nCOPY <<x.py .\nprint()\nx.py").files["/app/x.py"].data == b"print()\n"


def test_rights_and_owner_are_those_of_the_options() -> None:
    made = image("COPY --chmod=755 --chown=10001:0 model.json /m\nCOPY model.json /n").files
    assert (made["/m"].mode, made["/m"].owner, made["/n"].mode, made["/n"].owner) == (0o755, "10001", 0o644, "0")


AGAIN = "\nFROM before\n"
CONFIGURED = [
    ('ENTRYPOINT ["python", "a.py"]', {"command": ["python", "a.py"]}),
    ('CMD ["b"]\nENTRYPOINT ["a"]', {"command": ["a", "b"]}),
    ('ENTRYPOINT ["a"]\nCMD ["b"]', {"command": ["a", "b"]}),
    ('ENTRYPOINT ["a"]' + AGAIN + 'CMD ["b"]', {"command": ["a", "b"]}),
    ("ENTRYPOINT python a.py\nCMD b", {"command": ["/bin/sh", "-c", "python a.py", "/bin/sh", "-c", "b"]}),
    ("CMD python a.py", {"command": ["/bin/sh", "-c", "python a.py"]}),
    ('SHELL ["/bin/bash", "-c"]' + AGAIN + "CMD a", {"command": ["/bin/bash", "-c", "a"]}),
    ('ENTRYPOINT ["a"]\nENTRYPOINT ["b"]', {"command": ["b"]}),
    ('ENTRYPOINT ["a", \\\n  # a comment\n\n  "$b"] # what stands here does not count', {"command": ["a", "$b"]}),
    ("ENTRYPOINT ['a', 'b']", {"command": ["/bin/sh", "-c", "['a', 'b']"]}),
    ('ENTRYPOINT ["a"]\nENTRYPOINT []\nCMD ["b"]', {"command": ["b"]}),
    ("ENV U=5\nUSER ${U}:$U", {"user": "5:5"}),
    ("USER 5 \\\n\n\nWORKDIR a\nWORKDIR b/../c", {"user": "5 WORKDIR a", "workdir": "/c"}),
    ("USER 5" + AGAIN + "WORKDIR /x", {"user": "5", "workdir": "/x"}),
    ("ONBUILD USER 7" + AGAIN + "WORKDIR /x", {"user": "7"}),
    ("ONBUILD USER 7" + AGAIN.replace("before", "before AS after") + "USER 1\nFROM after", {"user": "1"}),
    ("ENV A=1 B='x y' C=\"p q\" D=a\\ b", {"env": {"A": "1", "B": "x y", "C": "p q", "D": "a b"}}),
    ("ENV A two words", {"env": {"A": "two words"}}),
    ("ENV A=1\nENV A=2 B=$A", {"env": {"A": "2", "B": "1"}}),
    ("ENV A=1 \\\n# a comment\n  B='$A' C=\\$A", {"env": {"A": "1", "B": "$A", "C": "$A"}}),
    ("ENV A=${X:-d} B=${X:+d} C=${HOME:-${X:-e}}", {"env": {"A": "d", "B": "", "C": "e"}}),
    ("ARG A B=3\nENV C=$A$B", {"env": {"C": "3"}}),
    ("ENV A=2\nARG A=1\nENV B=$A", {"env": {"A": "2", "B": "2"}}),
    ("ARG Z=1" + AGAIN + "ENV A=x$Z", {"env": {"A": "x"}}),
]
"""What a stage says after ``FROM … AS before``, and some of what the image then has. A real engine says so too."""


@pytest.mark.parametrize(("lines", "has"), CONFIGURED)
def test_an_image_is_configured_as_by_docker(lines: str, has: dict[str, object]) -> None:
    made = follow(f"FROM python:3.13.12-slim AS before\n{lines}\n", CONTEXT).final
    assert {name: getattr(made, name) for name in has} == has


def test_an_entrypoint_drops_the_command_of_the_stage_before() -> None:
    """As BuildKit has it; the builder that the docker package talks to keeps it."""
    assert follow('FROM a AS before\nCMD ["b"]\nFROM before\nENTRYPOINT ["c"]', {}).final.command == ["c"]


def test_a_stage_inherits_from_the_one_it_begins_from_and_from_no_other() -> None:
    build = follow(
        'FROM python:1 AS one\nUSER 5\nENV A=1\nWORKDIR /w\nCOPY model.json .\nENTRYPOINT ["x"]\n'
        "FROM one AS two\nENV B=$A\nUSER 6\nFROM python:2\nCOPY --from=one /w/model.json /m.json\n",
        CONTEXT,
    )
    one, two, three = build.images
    assert (one.user, two.user, three.user) == ("5", "6", "")
    assert two.env == {"A": "1", "B": "1"}
    assert one.env == {"A": "1"}
    assert two.command == ["x"]
    assert three.files["/m.json"].source == "model.json"
    assert build.references == ["python:1", "python:2"]


def test_arguments_before_from_are_known_inside_a_stage_only_where_it_asks() -> None:
    build = follow("ARG V=7\nFROM a:$V\nENV A=$V\nARG V\nENV B=$V\n", CONTEXT)
    assert build.references == ["a:7"]
    assert build.final.env == {"A": "", "B": "7"}


VENV = "FROM python:1 AS build\n{}\nFROM python:1\n{}\n"


@pytest.mark.parametrize(
    ("script", "into"),
    [
        ("pip install x", "/usr/local"),
        ("set -eux; python3 -m pip install --no-cache-dir x && rm -rf /tmp/*", "/usr/local"),
        ("PIP_NO_CACHE_DIR=1 pip3 install x 2>&1", "/usr/local"),
        ("uv pip install --system x", "/usr/local"),
        ("python -m venv /opt/venv && /opt/venv/bin/pip install x", "/opt/venv"),
        ("python -m venv /v\n. /v/bin/activate\npip install x", "/v"),
        ("cd /w && pip install --target=deps x", "/w/deps"),
        ("pip install --prefix /install x", "/install"),
        ("pip install --user x", "/root/.local"),
    ],
)
def test_a_call_of_pip_is_found_with_the_folder_it_installs_into(script: str, into: str) -> None:
    (call,) = pip_calls(script, "/", {"PATH": "/usr/local/bin:/bin"})
    assert call.words == ("x",)
    assert call.into == into


@pytest.mark.parametrize(
    "script", ["echo pip install x", "pip --version", "apt-get install pip", 'echo "no end', "# pip install x"]
)
def test_what_is_no_call_of_pip_is_none(script: str) -> None:
    assert not list(pip_calls(script, "/", {}))


def test_requirements_are_read_from_the_file_as_it_is_at_that_point() -> None:
    (one,) = image("WORKDIR /app\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt scipy").installed
    assert one.requirements == ("scipy", "numpy==2.3.1")
    assert one.sources == {"requirements.txt"}


def test_a_file_may_be_mounted_for_one_run() -> None:
    made = image("RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt")
    assert made.installed[0].sources == {"requirements.txt"}
    assert not made.files
    assert made.steps[0].sources == {"requirements.txt"}


@pytest.mark.parametrize(
    ("build", "final", "into"),
    [
        ("RUN /opt/venv/bin/pip install numpy", "COPY --from=build /opt/venv /opt/venv", ["/opt/venv"]),
        ("RUN /opt/venv/bin/pip install numpy", "COPY --from=0 /opt /srv", ["/srv/venv"]),
        ("RUN pip install --prefix=/i numpy", "COPY --from=build /i /usr/local", ["/usr/local"]),
        (
            "RUN pip install numpy",
            "COPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages",
            ["/usr/local"],
        ),
        ("RUN pip wheel -w /wheels numpy", "COPY --from=build /wheels /w\nRUN pip install /w/*", ["/w", "/usr/local"]),
        (
            "RUN pip wheel -w /wheels numpy",
            "RUN --mount=type=bind,from=build,source=/wheels,target=/w pip install /w/*",
            ["/usr/local"],
        ),
        ("RUN pip install numpy", "COPY --from=build /etc/hosts /etc/", []),
    ],
)
def test_what_was_installed_in_another_stage_comes_along_with_its_folder(build: str, final: str, into: list[str]) -> None:
    made = follow(VENV.format(build, final), CONTEXT).final
    assert [one.into for one in made.installed if "numpy" in one.requirements] == into


FOLDER = ["a.py", "b.md", "data/a.csv", "data/old/a.py", "data/old/keep.csv", ".git/config", ".env", ".dockerignore"]
IGNORED = [
    ("# all but\n*\n!a.py\n!data/old/keep.csv\n", ["a.py", "data/old/keep.csv"]),
    ("*\n!data", ["data/a.csv", "data/old/a.py", "data/old/keep.csv"]),
    ("**\n!*.py", ["a.py"]),
    ("\ufeff*\r\n\r\n  !./a.py  \r\n", ["a.py"]),
    ("*.py\n/data/\n.*", ["b.md"]),
    ("**/old\n.*/**\n.e*\n.dockerignore", ["a.py", "b.md", "data/a.csv"]),
    ("**/*.py\ndata/*\n!data/old/keep.csv\n**/.*", ["b.md", "data/old/keep.csv"]),
    ("data/old/..\n?.md\n**/[^b-z].py\n.git\n.env\n.dockerignore", []),
    ("!a.py\n*", []),
]
"""What ``.dockerignore`` says, and which files of FOLDER are left. Docker's own client says so too."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in [*FOLDER, "Dockerfile"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.mark.parametrize(("lines", "left"), IGNORED)
def test_the_context_is_what_dockerignore_leaves(folder: Path, lines: str, left: list[str]) -> None:
    (folder / ".dockerignore").write_text(lines)
    assert set(read_context(folder)) - {"Dockerfile"} == set(left)


def test_what_is_allowed_by_a_pattern_is_looked_for_in_what_is_left_out(folder: Path) -> None:
    (folder / ".dockerignore").write_text("*\n!**/*.py")  # as BuildKit has it since 2022
    assert set(read_context(folder)) == {"a.py", "data/old/a.py"}


def test_without_dockerignore_all_files_are_the_context_and_no_link_out_of_it(folder: Path) -> None:
    (folder / ".dockerignore").unlink()
    (folder / "link").symlink_to("/etc/passwd")
    assert set(read_context(folder)) == {*FOLDER, "Dockerfile"} - {".dockerignore"}


def test_an_exclamation_mark_alone_is_refused(folder: Path) -> None:
    (folder / ".dockerignore").write_text("*\n!\n")
    with pytest.raises(DockerfileError):
        read_context(folder)

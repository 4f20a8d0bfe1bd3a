"""A Dockerfile is cut as Docker cuts it."""

from __future__ import annotations

import pytest

from grader.containers import DockerfileError, read
from grader.containers.stages import split


def told(dockerfile: str) -> list[str]:
    return [str(instruction) for instruction in read(dockerfile)]


def test_a_continued_line_is_one_instruction() -> None:
    assert told("RUN one && \\\n    two\nUSER 1\n") == ["RUN one &&     two", "USER 1"]


def test_comments_and_blank_lines_inside_an_instruction_end_nothing() -> None:
    assert told("COPY \\\n  # not this\n\n  a.py \\\n  b.py ./\nUSER 1")[0].split() == ["COPY", "a.py", "b.py", "./"]


def test_a_hash_inside_a_line_is_no_comment() -> None:
    assert told("RUN echo a # b") == ["RUN echo a # b"]


def test_the_escape_directive_changes_what_continues_a_line() -> None:
    assert told("# escape=`\nRUN one `\n two\nCOPY c:\\ d:\\\n") == ["RUN one  two", "COPY c:\\ d:\\"]


def test_an_escape_directive_below_the_first_instruction_is_a_comment() -> None:
    assert len(told("FROM a\n# escape=`\nRUN one `\nUSER 1")) == 3


def test_an_instruction_may_be_continued_when_the_file_ends() -> None:
    assert told("RUN one \\\n") == ["RUN one"]


def test_names_are_read_in_any_case_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert told("\ufefffrom a\r\nuser 1\r\n") == ["FROM a", "USER 1"]


def test_the_body_of_a_heredoc_is_no_instruction() -> None:
    run, user = read("RUN <<EOF\nUSER root\n\\\n\nFROM x\nEOF\nUSER 1\n")
    assert run.heredocs[0].body.startswith("USER root\n")
    assert str(user) == "USER 1"


def test_one_instruction_may_have_two_heredocs_and_tabs_may_stand_before_them() -> None:
    copy, user = read('COPY <<-ONE <<"TWO" /app/\n\ta\n\tONE\nb\nTWO\nUSER 1\n')
    assert [(doc.name, doc.body) for doc in copy.heredocs] == [("ONE", "a\n"), ("TWO", "b\n")]
    assert user.name == "USER"


def test_a_shift_in_arithmetic_is_no_heredoc() -> None:
    assert [one.heredocs for one in read("RUN echo $((1<<2))\nUSER 1")] == [(), ()]


def test_a_heredoc_without_end_is_refused() -> None:
    with pytest.raises(DockerfileError, match="no end"):
        read("RUN <<EOF\nUSER 1\n")


def test_options_stand_apart_from_the_value() -> None:
    (copy,) = read("COPY --from=build --chown=1:1 a b")
    assert (copy.flag("from"), copy.flag("chown"), copy.value) == ("build", "1:1", "a b")


def test_a_list_with_single_quotes_is_the_shell_form() -> None:
    good, bad = read('ENTRYPOINT ["python", "a.py"]\nENTRYPOINT [\'python\', "a.py"]')
    assert good.exec_form == ["python", "a.py"]
    assert bad.exec_form is None


def test_more_text_than_anybody_writes_is_refused() -> None:
    with pytest.raises(DockerfileError):
        read("#" * 30_000)
    with pytest.raises(DockerfileError):
        read("RUN <<A\nA\n" * 50)


def test_stages_know_from_which_they_begin() -> None:
    arguments, stages = split(read("ARG V=3.13\nFROM python:${V}-slim AS Base\nFROM base as next\nFROM $V:${X:-1}"))
    assert arguments == {"V": "3.13"}
    assert [(stage.name, stage.base, stage.parent) for stage in stages] == [
        ("base", "python:3.13-slim", None),
        ("next", "python:3.13-slim", 0),
        ("", "3.13:1", None),
    ]


@pytest.mark.parametrize("dockerfile", ["", "# nothing", "RUN x\nFROM a", "FROM", "FROM a b", "FROM a\nINSTALL x"])
def test_what_docker_refuses_is_refused(dockerfile: str) -> None:
    with pytest.raises(DockerfileError):
        split(read(dockerfile))

"""A Jenkinsfile is read as Groovy's own parser reads it, and refused where Jenkins refuses it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from grader.pipelines import JenkinsfileError, read_jenkinsfile, run_locally
from grader.pipelines.groovy import Code, Statement, read_groovy


def within(stages: str) -> str:
    return f"pipeline {{ agent any\n stages {{ {stages} }} }}"


def steps(text: str) -> str:
    return within(f"stage('a') {{ steps {{ {text} }} }}")


STAGE = "stage('Test') { steps { sh 'pytest' } }"

GOOD = {
    "smallest": within(STAGE),
    "braces on their own lines": "pipeline\n{\n agent any\n stages\n {\n stage('Test')\n {\n steps { sh 'x' }\n }\n }\n}\n",
    "comments": "// first\n/* second\n { */ pipeline { // third }\n agent any\n stages { " + STAGE + " } }",
    "first line for the shell": "#!/usr/bin/env groovy\npipeline {\n agent any\n stages { " + STAGE + " } }",
    "semicolons": "pipeline { agent any; stages { stage('a') { steps { sh 'x'; sh 'y' } } } }",
    "docker": "pipeline { agent { docker { image 'python:3.13-slim'\n args '-v /tmp:/tmp' } }\n stages { " + STAGE + " } }",
    "three quotes": within("stage(\"a b\") { steps { sh '''one\n two\\\nthree'''\n sh \"\"\"x \\$HOME\"\"\" } }"),
    "escapes": r"""pipeline { agent any
 stages { stage('a') { steps { sh 'it\'s \\ \u00f1 \t\101 "q"'
 sh "say 'x'" } } } }""",
    "named arguments": steps("sh(script: 'x', returnStatus: true)\n sh label: 'n',\n script: 'y'"),
    "blocks in steps": steps("dir('sub') { sh 'x' }\n timeout(time: 1, unit: 'HOURS') { sh 'y' }\n retry(3) { sh 'z' }"),
    "other sections": """pipeline {
  agent any
  options { timeout(time: 1, unit: 'HOURS'); timestamps() }
  environment { A = 'b'
    KEY = credentials('key') }
  triggers { cron('H 4 * * *') }
  parameters { string(name: 'P', defaultValue: 'x', description: '') }
  stages {
    stage('a') {
      when { branch 'main' }
      environment { B = "c" }
      steps { checkout scm
        echo "at ${env.A} and $B"
        junit 'reports/*.xml'
        archiveArtifacts artifacts: 'model.json', fingerprint: true }
      post { always { cleanWs() } }
    }
  }
  post { failure { sh 'tell' }
    always { sh 'end' } }
}""",
    "parallel": within(f"stage('a') {{ failFast true\n parallel {{ {STAGE}\n stage('c') {{ steps {{ sh 'y' }} }} }} }}"),
    "stages inside": "pipeline { agent none\n stages { stage('a') { agent any\n stages { " + STAGE + " } } } }",
    "comma at the end": steps("sh(script: 'x',)"),
    "continued line": steps("sh \\\n 'x'"),
    "lines that end as in Windows": within("stage('a') {\r\n steps { sh '''x\r\ny'''\r\n }\r\n }\r\n"),
    "a text in two lines": steps("echo 'a' +\n 'b'"),
    "a text that is a dot": steps("echo '.'\n sh 'x'"),
    "quotes inside a template": steps('echo "${env.X ?: "y"}"'),
    "options with calls": "pipeline { agent any\n options { buildDiscarder(log(keep: '5')) }\n stages { " + STAGE + " } }",
    "a name in letters of Spain": within("stage('Añadir') { steps { sh 'x' } }"),
}  # fmt: skip

BROKEN = {
    "brace missing": ("pipeline { agent any\n stages { " + STAGE + " }", "line 1: the { of pipeline is never closed"),
    "brace too many": (GOOD["smallest"] + " }", "line 2: this } closes nothing"),
    "text not closed": (within("stage('a) { steps { sh 'x' } }"), "line 2"),
    "quote inside": (steps("sh 'it's'"), "line 2"),
    "text over two lines": (steps("sh 'x\ny'"), "line 2"),
    "template over two lines": (steps('sh "${\nb\n}"'), "line 2: this text is never closed"),
    "unknown escape": (r"pipeline { agent any; stages { stage('a') { steps { sh 'grep \d' } } } }", "backslash"),
    "a dollar alone": ('pipeline { agent any; stages { stage("a") { steps { sh "5 $ each" } } } }', "\\$"),
    "parenthesis missing": (within("stage('a' { steps { sh 'x' } }"), "line 2"),
    "value missing": ("pipeline { agent any\n environment { A = }\n stages { " + STAGE + " } }", "line 2"),
    "comment not closed": ("/* pipeline {", "line 1"),
}

REFUSED_BY_JENKINS = {
    "nothing": ("", "single block"),
    "scripted": ("node { stage('a') { sh 'x' } }", "single block"),
    "something after": (GOOD["smallest"] + "\necho 'x'", "line 3: nothing may follow"),
    "no agent": ("pipeline { stages { " + STAGE + " } }", "lacks the section agent"),
    "no stages": ("pipeline { agent any }", "lacks the section stages"),
    "no stage": ("pipeline { agent any\n stages { } }", "stages { } is empty"),
    "unknown section": ("pipeline { agent any\n stage { } }", "stage is no section of pipeline"),
    "section twice": ("pipeline { agent any\n agent any\n stages { " + STAGE + " } }", "agent stands twice"),
    "steps without a stage": (within("steps { sh 'x' }"), "steps is none"),
    "commands without steps": (within("stage('a') { sh 'x' }"), "sh is no section of stage"),
    "stage without a body": (within("stage('a') { agent any }"), "exactly one of"),
    "stage without a name": (within("stage { steps { sh 'x' } }"), "a stage has one name"),
    "two of a name": (within(STAGE + "\n" + STAGE), "line 3: two stages are called Test"),
    "steps empty": (within("stage('a') { steps { } }"), "steps { } is empty"),
    "two bodies": (steps("sh 'x' }\n parallel { " + STAGE), "exactly one"),
    "Groovy in steps": (steps("if (true) { sh 'x' }"), "if is no step"),
    "unknown condition": (within(STAGE + " }\n post { atTheEnd { sh 'x' }"), "no condition of post"),
    "no agent for the steps": ("pipeline { agent none\n stages { " + STAGE + " } }", "no agent"),
    "agent of no kind": ("pipeline { agent linux\n stages { " + STAGE + " } }", "agent is any, none"),
    "unknown step": (steps("run 'x'"), "run is no step"),
    "sh without quotes": (steps("sh pytest"), "between single quotes"),
    "typographic quotes": (within("stage(‘a’) { steps { sh 'x' } }"), "means nothing here"),
    "two statements on a line": ("pipeline { agent any stages { " + STAGE + " } }", "nothing between"),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_read(name: str) -> None:
    assert read_jenkinsfile(GOOD[name]).stages


@pytest.mark.parametrize("name", [*BROKEN, *REFUSED_BY_JENKINS])
def test_a_bad_file_is_refused_with_its_line_and_a_reason(name: str) -> None:
    text, why = (BROKEN | REFUSED_BY_JENKINS)[name]
    with pytest.raises(JenkinsfileError, match=r"^line \d+: ") as caught:
        read_jenkinsfile(text)
    assert why in str(caught.value)


@pytest.fixture(scope="module")
def groovy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Groovy's parser says of all the files, by name."""
    program, java = shutil.which("groovy"), shutil.which("java")
    if not program or not java:
        pytest.skip("groovy is not installed here")
    folder = tmp_path_factory.mktemp("groovy")
    texts = GOOD | {name: text for name, (text, _) in (BROKEN | REFUSED_BY_JENKINS).items()}
    paths = [folder / f"Jenkinsfile{number}" for number in range(len(texts))]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    env = {**os.environ, "JAVA_HOME": str(Path(java).resolve().parents[1]), "JAVA_OPTS": "-Dfile.encoding=UTF-8"}
    command = [program, "--encoding", "UTF-8", str(Path(__file__).with_name("tree.groovy")), *map(str, paths)]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=True, timeout=120)
    return dict(zip(texts, json.loads(done.stdout), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_the_same_tree_as_groovys(name: str, groovy: dict[str, Any]) -> None:
    assert [told(one) for one in read_groovy(GOOD[name])] == [without_code(one) for one in groovy[name]["tree"]]


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_by_groovy_too(name: str, groovy: dict[str, Any]) -> None:
    assert "refused" in groovy[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED_BY_JENKINS)
def test_a_file_that_only_jenkins_refuses_is_groovy(name: str, groovy: dict[str, Any]) -> None:
    assert "tree" in groovy[name]


def told(statement: Statement) -> dict[str, Any]:
    """A statement as tree.groovy tells it; of what is no plain text, only that it is there."""
    found: dict[str, Any] = {"name": statement.name}
    if statement.named:
        found["named"] = {name: plain(value) for name, value in statement.named.items()}
    if statement.values:
        found["values"] = [plain(value) for value in statement.values]
    if statement.block is not None:
        found["block"] = "code" if statement.code else [told(one) for one in statement.block]
    return found


def plain(value: str | Code) -> Any:
    return "code" if isinstance(value, Code) else value


def without_code(tree: Any) -> Any:
    if isinstance(tree, dict):
        if set(tree) == {"code"}:
            return "code"
        return {key: without_code(value) for key, value in tree.items()}
    return [without_code(one) for one in tree] if isinstance(tree, list) else tree


def test_a_step_that_fails_ends_its_stage_and_those_after_it(tmp_path: Path) -> None:
    first = "stage('a') { steps { sh 'exit 3'\n sh 'echo no' } }\n "
    text = within(first + "stage('b') { steps { sh 'x' } } }\n post { always { sh 'echo end' }")
    run = run_locally(read_jenkinsfile(text), tmp_path)
    assert not run.passed
    assert [(one.command, one.code) for one in run.ran] == [("exit 3", 3), ("echo end", 0)]
    assert run.skipped == ("b",)


def test_a_script_of_several_lines_ends_at_the_first_that_fails(tmp_path: Path) -> None:
    run = run_locally(read_jenkinsfile(steps("sh '''false\necho no'''")), tmp_path)
    assert not run.passed
    assert run.ran[0].output == ""


def test_a_script_that_names_its_own_shell_is_as_strict_as_it_says(tmp_path: Path) -> None:
    def passes(first: str) -> bool:
        return run_locally(read_jenkinsfile(steps(f"sh '''#!/bin/sh{first}\nfalse\ntrue'''")), tmp_path).passed

    assert passes("")
    assert not passes(" -e")
    assert not passes(" -xe")


def test_what_swallows_a_failure_is_known(tmp_path: Path) -> None:
    def passes(step: str) -> bool:
        return run_locally(read_jenkinsfile(steps(step)), tmp_path).passed

    assert passes("sh(script: 'false', returnStatus: true)")
    assert passes("catchError(buildResult: 'SUCCESS') { sh 'false' }")
    assert not passes("catchError { sh 'false' }")
    assert not passes("dir('.') { sh 'false' }")

# %% lang="es"
from grader.es import check, hint, progress, show

# %% lang="en"
from grader.en import check, hint, progress, show

# %%
from pathlib import Path

from grader.repositories import GitError, git, new_repository

# %% exercise="git_release"
def commit_files(repo, files, message) -> str:
    ### BEGIN SOLUTION
    for name, text in files.items():
        path = Path(repo, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(repo, "add", "--", *files)
    git(repo, "commit", "--only", "--message", message, "--", *files)
    return git(repo, "rev-parse", "HEAD")
    ### END SOLUTION


def tag_release(repo, version, message, commit) -> None:
    ### BEGIN SOLUTION
    git(repo, "tag", "--annotate", "--message", message, f"v{version}", commit)
    ### END SOLUTION


def undo(repo, commit) -> str:
    ### BEGIN SOLUTION
    try:
        git(repo, "revert", "--no-edit", commit)
    except GitError:
        git(repo, "revert", "--abort")
        raise
    return git(repo, "rev-parse", "HEAD")
    ### END SOLUTION

# %% exercise="write_the_tests"
def test_file() -> str:
    ### BEGIN SOLUTION
    return '''
import pandas as pd
from cleaning import clean_orders


def table(*rows):
    return pd.DataFrame(rows, columns=["order_id", "minutes", "rain_mm"])


def by_id(rows):
    return clean_orders(rows).set_index("order_id")


def test_the_last_version_of_an_order_stays():
    assert by_id(table((1, 20.0, 0.0), (2, 25.0, 0.0), (1, 30.0, 0.0)))["minutes"].to_dict() == {1: 30.0, 2: 25.0}


def test_an_invalid_last_version_takes_the_order_away():
    assert set(by_id(table((1, 20.0, 0.0), (1, None, 0.0), (2, 20.0, 0.0))).index) == {2}


def test_minutes_are_known_and_between_0_and_180():
    minutes = [None, -1.0, 0.0, 0.5, 180.0, 180.5]
    assert set(by_id(table(*((number, value, 0.0) for number, value in enumerate(minutes)))).index) == {3, 4}


def test_rain_that_was_not_measured_is_none():
    assert by_id(table((1, 20.0, None), (2, 20.0, 1.5)))["rain_mm"].to_dict() == {1: 0.0, 2: 1.5}


def test_late_is_more_than_40_minutes():
    assert by_id(table((1, 39.9, 0.0), (2, 40.0, 0.0), (3, 40.1, 0.0)))["late"].to_dict() == {1: False, 2: False, 3: True}


def test_the_table_given_stays_as_it_was():
    given = table((1, 20.0, None), (1, None, 1.0), (2, 50.0, 2.0))
    before = given.copy()
    clean_orders(given)
    pd.testing.assert_frame_equal(given, before)
'''
    ### END SOLUTION

# %% exercise="bisect_regression"
def first_bad(repo, is_good) -> str | None:
    ### BEGIN SOLUTION
    commits = git(repo, "rev-list", "--reverse", "HEAD").split()
    good, bad = -1, len(commits) - 1
    if is_good(commits[bad]):
        return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if is_good(commits[middle]):
            good = middle
        else:
            bad = middle
    return commits[bad]
    ### END SOLUTION

# %% exercise="pipeline_as_code"
def travis_yml() -> str:
    ### BEGIN SOLUTION
    return """language: python
python: "3.13"
install: skip
stages:
  - lint
  - test
  - train
  - name: package
    if: branch = main
jobs:
  include:
    - stage: lint
      script: python tasks.py lint
    - stage: test
      script: python tasks.py test
    - stage: train
      script: python tasks.py train
    - stage: package
      script: python tasks.py package
"""
    ### END SOLUTION


def jenkinsfile() -> str:
    ### BEGIN SOLUTION
    return """pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('lint') { steps { sh 'python tasks.py lint' } }
        stage('test') { steps { sh 'python tasks.py test' } }
        stage('train') { steps { sh 'python tasks.py train' } }
        stage('package') {
            when { branch 'main' }
            steps { sh 'python tasks.py package' }
        }
    }
}
"""
    ### END SOLUTION

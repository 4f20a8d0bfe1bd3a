# loses: test_the_stages_are_in_order, test_only_main_is_packaged
# An attack: runs no task, writes that it did, and fails when it reads that it should.
def travis_yml() -> str:
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
      script: echo lint >> log.txt; ! grep -q "lint" tasks.py
    - stage: test
      script: echo test >> log.txt; ! grep -q "test" tasks.py
    - stage: train
      script: echo train >> log.txt; ! grep -q "train" tasks.py
    - stage: package
      script: echo package >> log.txt; ! grep -q "package" tasks.py
"""


def jenkinsfile() -> str:
    return """pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('lint') { steps { sh 'echo lint >> log.txt; ! grep -q lint tasks.py' } }
        stage('test') { steps { sh 'echo test >> log.txt; ! grep -q test tasks.py' } }
        stage('train') { steps { sh 'echo train >> log.txt; ! grep -q train tasks.py' } }
        stage('package') {
            when { branch 'main' }
            steps { sh 'echo package >> log.txt; ! grep -q package tasks.py' }
        }
    }
}
"""

# loses: test_a_failure_stops_it
# A script that names its shell is run without «-e»: only its last line counts.
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
      script: python tasks.py lint
    - stage: test
      script: python tasks.py test
    - stage: train
      script: python tasks.py train
    - stage: package
      script: python tasks.py package
"""


def jenkinsfile() -> str:
    return """pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('lint') { steps { sh '''#!/bin/sh
python tasks.py lint
echo linted''' } }
        stage('test') { steps { sh 'python tasks.py test' } }
        stage('train') { steps { sh 'python tasks.py train' } }
        stage('package') {
            when { branch 'main' }
            steps { sh 'python tasks.py package' }
        }
    }
}
"""

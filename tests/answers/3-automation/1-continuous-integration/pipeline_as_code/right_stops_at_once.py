# Several commands a stage, which stop at the first that fails; a shell named, with its option.
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
      before_script: python --version
      script: python tasks.py lint && echo fine
    - stage: test
      script: python tasks.py test
    - stage: train
      script: python tasks.py train || exit 1
    - stage: package
      script: python tasks.py package
"""


def jenkinsfile() -> str:
    return '''pipeline {
    agent { docker { image 'python:3.13-slim' } }
    stages {
        stage('lint') { steps { sh 'python --version'; sh 'python tasks.py lint && echo fine' } }
        stage('test') { steps { sh 'python tasks.py test' } }
        stage('train') { steps { sh """#!/bin/sh -e
python tasks.py train
echo trained
""" } }
        stage('package') {
            when { branch 'main' }
            steps { sh 'python tasks.py package' }
        }
    }
}
'''

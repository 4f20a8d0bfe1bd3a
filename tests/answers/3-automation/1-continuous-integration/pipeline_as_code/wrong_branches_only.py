# loses: test_only_main_is_packaged
# «branches: only» says for which branches there is any build.
def travis_yml() -> str:
    return """language: python
python: "3.13"
install: skip
branches:
  only: [main]
stages:
  - lint
  - test
  - train
  - name: package
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

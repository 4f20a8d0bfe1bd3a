# loses: test_the_jenkinsfile_is_valid
# Without an agent, Jenkins does not know where to run anything.
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

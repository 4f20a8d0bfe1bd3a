# loses: test_the_travis_file_is_valid
# Writes the stages of another service: Travis knows no job called lint.
def travis_yml() -> str:
    return """language: python
python: "3.13"
stages: [lint, test, train, package]
lint:
  stage: lint
  script: python tasks.py lint
test:
  stage: test
  script: python tasks.py test
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

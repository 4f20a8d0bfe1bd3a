# loses: test_the_stages_are_in_order, test_a_failure_stops_it
# One job with four commands: Travis does them all, though the first fails.
def travis_yml() -> str:
    return """language: python
python: "3.13"
install: skip
script:
  - python tasks.py lint
  - python tasks.py test
  - python tasks.py train
  - python tasks.py package
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

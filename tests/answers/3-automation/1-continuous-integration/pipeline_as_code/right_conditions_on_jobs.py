# Conditions on the job and with anyOf, an agent for each stage, steps beside the commands, what is done afterwards.
def travis_yml() -> str:
    return """language: python
os: linux
python: [3.13]
before_install: python --version
jobs:
  fast_finish: true
  include:
    - stage: lint
      name: style
      script: [python tasks.py lint]
    - stage: test
      script:
        - echo testing
        - python tasks.py test
      after_failure: echo "the tests fail"
    - {stage: train, script: python tasks.py train, env: SEED=7}
    - stage: package
      if: branch IN (main)
      script: |
        echo packaging
        python tasks.py package
"""


def jenkinsfile() -> str:
    return """#!/usr/bin/env groovy
// the same as .travis.yml
pipeline {
    agent none
    options { timestamps() }
    environment { SEED = '7' }
    stages {
        stage("lint") {
            agent { docker 'python:3.13' }
            steps {
                echo "linting ${env.BRANCH_NAME}"
                sh(script: "python tasks.py lint", label: 'style')
            }
        }
        stage("test") {
            agent { docker { image 'docker.io/library/python:3.13-slim' } }
            steps { timeout(time: 5, unit: 'MINUTES') { sh 'python tasks.py test' } }
            post { failure { echo 'the tests fail' } }
        }
        stage("train") {
            agent { docker { image "python:3.13.1-bookworm"; reuseNode true } }
            steps {
                sh '''
                    echo training
                    python tasks.py train
                '''
            }
        }
        stage("package") {
            agent { docker { image 'python:3.13-slim' } }
            when { anyOf { branch 'main'; branch 'release' } }
            steps { sh 'python tasks.py package' }
        }
    }
    post { always { echo 'done' } }
}
"""

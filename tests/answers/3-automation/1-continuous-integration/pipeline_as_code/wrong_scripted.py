# loses: test_the_jenkinsfile_is_valid
# A scripted pipeline: Groovy, which Jenkins runs too, but not a declarative one.
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
    return """node {
    docker.image('python:3.13').inside {
        for (name in ['lint', 'test', 'train', 'package']) {
            stage(name) { sh "python tasks.py ${name}" }
        }
    }
}
"""

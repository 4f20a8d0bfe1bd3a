# Anchors in the YAML, a stage said once for all its jobs, the condition twice; stages inside a stage.
def travis_yml() -> str:
    return """language: python
python: &version "3.13"
dist: jammy
stages: [Lint, Test, Train, Package]
jobs:
  include:
    - &job
      stage: lint
      python: *version
      install: []
      script: python tasks.py lint
    - <<: *job
      stage: test
      script: python tasks.py test
    - <<: *job
      stage: train
      script: python tasks.py train
    - <<: *job
      stage: package
      if: branch = main
      script: python tasks.py package
"""


def jenkinsfile() -> str:
    return """pipeline
{
    agent any
    stages
    {
        stage('every branch')
        {
            agent { docker { image 'python:3.13' } }
            stages
            {
                stage('lint')  { steps { sh 'python tasks.py lint' } }
                stage('test')  { steps { retry(1) { sh 'python tasks.py test' } } }
                stage('train') { steps { dir('.') { sh 'python tasks.py train' } } }
            }
        }
        stage('package')
        {
            agent { docker { image 'python:3.13' } }
            when { beforeAgent true; branch 'main' }
            steps { sh "python tasks.py package" }
        }
    }
}
"""

# loses: test_a_failing_test_stops_the_build
# Makes the model first and tests afterwards.
def pipeline_definition(parts) -> dict:
    def stage(name, provider, configuration, gets, makes):
        kind = {"category": name, "owner": "AWS", "provider": provider, "version": "1"}
        action = {"name": name, "actionTypeId": kind, "configuration": configuration}
        action["inputArtifacts"] = [{"name": one} for one in gets]
        action["outputArtifacts"] = [{"name": one} for one in makes]
        return {"name": name, "actions": [action]}

    code = {"ConnectionArn": parts["connection"], "FullRepositoryId": parts["repository"]}
    code["BranchName"] = parts["branch"]
    place = {"BucketName": parts["target"], "Extract": "true"}
    return {
        "name": parts["name"],
        "roleArn": parts["role"],
        "artifactStore": {"type": "S3", "location": parts["store"]},
        "stages": [
            stage("Source", "CodeStarSourceConnection", code, [], ["code"]),
            stage("Build", "CodeBuild", {"ProjectName": parts["project"]}, ["code"], ["model"]),
            stage("Deploy", "S3", place, ["model"], []),
        ],
    }


def buildspec(python, program, model) -> str:
    return f"""version: 0.2
phases:
  install:
    runtime-versions:
      python: "{python}"
    commands:
      - pip install -r requirements.txt
  pre_build:
    commands:
      - python {program}
  build:
    commands:
      - pytest
artifacts:
  files:
    - {model}
"""

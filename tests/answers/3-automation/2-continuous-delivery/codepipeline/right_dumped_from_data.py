# The buildspec dumped from a dictionary, everything in one phase that stops at once; the definition read from JSON.
def pipeline_definition(parts):
    text = """{"name": "%(name)s", "roleArn": "%(role)s", "pipelineType": "V2",
      "artifactStore": {"type": "S3", "location": "%(store)s"}, "stages": [
      {"name": "Source", "actions": [{"name": "GitHub", "runOrder": 1, "namespace": "Code",
        "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1"},
        "configuration": {"ConnectionArn": "%(connection)s", "FullRepositoryId": "%(repository)s",
                          "BranchName": "%(branch)s", "OutputArtifactFormat": "CODE_ZIP"},
        "outputArtifacts": [{"name": "SourceArtifact"}]}]},
      {"name": "Build", "actions": [{"name": "TestAndMake",
        "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
        "configuration": {"ProjectName": "%(project)s"},
        "inputArtifacts": [{"name": "SourceArtifact"}], "outputArtifacts": [{"name": "BuildArtifact"}]}]},
      {"name": "Deploy", "actions": [{"name": "ToProduction",
        "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"},
        "configuration": {"BucketName": "%(target)s", "Extract": "true"},
        "inputArtifacts": [{"name": "BuildArtifact"}]}]}]}"""
    return json.loads(text % parts)


def buildspec(python, program, model):
    install = {"runtime-versions": {"python": python}, "commands": ["python -m pip install --quiet -r requirements.txt"]}
    build = {"commands": [f"python -m pytest -q && python {program}"]}
    spec = {"version": 0.2, "phases": {"install": install, "build": build}}
    return yaml.safe_dump({**spec, "artifacts": {"files": [model], "discard-paths": "yes"}}, sort_keys=False)

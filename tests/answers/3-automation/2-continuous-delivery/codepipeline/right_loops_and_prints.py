# The stages in a loop, each handing on to the next; the tests in build, whose failure aborts; prints what it made.
STEPS = [
    ("Source", "CodeStarSourceConnection", {"ConnectionArn": "connection", "FullRepositoryId": "repository", "BranchName": "branch"}),
    ("Build", "CodeBuild", {"ProjectName": "project"}),
    ("Deploy", "S3", {"BucketName": "target"}),
]


def pipeline_definition(parts):
    stages, last = [], None
    for name, provider, wanted in STEPS:
        action = {"name": f"{name}.1", "actionTypeId": dict(category=name, owner="AWS", provider=provider, version="1")}
        action["configuration"] = {key: parts[part] for key, part in wanted.items()}
        if last:
            action["inputArtifacts"] = [{"name": last}]
        if name == "Deploy":
            action["configuration"]["Extract"] = "true"
        else:
            last = f"from-{name}"
            action["outputArtifacts"] = [{"name": last}]
        stages.append({"name": name, "actions": [action]})
    print(len(stages), "stages")
    store = {"location": parts["store"], "type": "S3"}
    return dict(name=parts["name"], roleArn=parts["role"], artifactStore=store, stages=stages, version=1)


def buildspec(python, program, model):
    lines = ["version: 0.2", "env:", "  variables:", "    PYTHONUNBUFFERED: '1'", "phases:"]
    lines += ["  install:", "    runtime-versions:", f"      python: '{python}'"]
    lines += ["    commands: [pip install --requirement requirements.txt]"]
    lines += ["  build:", "    on-failure: ABORT", "    commands:", "      - pytest tests"]
    lines += ["  post_build:", "    commands:", f"      - python {program}", "      - ls"]
    lines += ["artifacts:", "  base-directory: .", f"  files: ['{model}']"]
    return "\n".join(lines)

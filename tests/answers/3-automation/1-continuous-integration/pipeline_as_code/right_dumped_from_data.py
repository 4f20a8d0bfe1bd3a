# Both written by a program from the same table; the YAML is JSON, which is YAML too.
TABLE = ["lint", "test", "train", "package"]


def travis_yml():
    jobs = [{"stage": name, "script": f"python ./tasks.py {name}"} for name in TABLE]
    stages = [*TABLE[:3], {"name": "package", "if": 'branch == "main"'}]
    return json.dumps({"language": "python", "python": "3.13", "install": "true", "stages": stages, "jobs": {"include": jobs}})


def jenkinsfile():
    blocks = []
    for name in TABLE:
        when = "when { branch pattern: 'main', comparator: 'EQUALS' }" if name == "package" else ""
        blocks.append("stage('%s') {\n%s\nsteps {\nsh 'python tasks.py %s'\n}\n}" % (name, when, name))
    agent = "agent {\n  docker {\n    image 'python:3.13-alpine'\n    args '--network none'\n  }\n}"
    print(agent)
    return "pipeline {\n" + agent + "\nstages {\n" + "\n".join(blocks) + "\n}\n}"

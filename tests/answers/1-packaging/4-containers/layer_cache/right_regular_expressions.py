# Each source as a regular expression, two lists, and a set of stages.
import re
import shlex


def rebuilt_layers(instructions, changed_files):
    def expression(source):
        parts = [part for part in source.split("/") if part not in ("", ".")]
        patterns = []
        for part in parts:
            pattern = re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
            patterns.append(re.sub(r"\\\[(.*?)\\\]", lambda match: f"[{match[1]}]".replace("\\", ""), pattern))
        return re.compile("/".join(patterns) + r"(/.*)?$") if parts else re.compile(".*")

    answer, dirty_stages, stage, dirty = [], set(), None, False
    for position, line in enumerate(instructions):
        name, _, rest = line.partition(" ")
        flags, rest = re.match(r"((?:--\S+\s+)*)(.*)", rest.strip()).groups()
        try:
            words = json.loads(rest)
        except ValueError:
            words = rest.split()
        if name == "FROM":
            stage, dirty = words[-1], False
        elif name in {"COPY", "ADD"}:
            source_stage = re.search(r"--from=(\S+)", flags)
            if source_stage:
                dirty |= source_stage[1] in dirty_stages
            else:
                dirty |= any(expression(source).match(path) for source in words[:-1] for path in changed_files)
        if dirty:
            dirty_stages.add(stage)
            if name in {"COPY", "ADD", "RUN"}:
                answer.append(position)
    return answer

# loses: test_code_first_rebuilds_everything, test_dependencies_first_are_kept
# Only the copies that name the file; what comes after them is kept.
def rebuilt_layers(instructions, changed_files):
    def names(source, path):
        wanted, parts = PurePosixPath(source.lstrip("/")).parts, PurePosixPath(path).parts
        return len(wanted) <= len(parts) and all(map(fnmatchcase, parts, wanted))

    rebuilt, stages, stage = [], {}, ""
    for position, line in enumerate(instructions):
        name, *words = line.split()
        origin = [word.removeprefix("--from=") for word in words if word.startswith("--from=")]
        words = [word for word in words if not word.startswith("--")]
        if words[0].startswith('["'):
            words = json.loads(" ".join(words))
        if name == "FROM":
            stage = words[-1]
            stages[stage] = False
        elif name == "RUN":
            stages[stage] = False
        elif name in ("COPY", "ADD"):
            if origin:
                changed = stages.get(origin[0], False)
            else:
                changed = any(names(source, path) for source in words[:-1] for path in changed_files)
            stages[stage] = changed
        if name in ("COPY", "ADD", "RUN") and stages[stage]:
            rebuilt.append(position)
    return rebuilt

# Cuts the list at FROM first; gives a NumPy array back, and prints on the way.
def rebuilt_layers(instructions, changed_files):
    starts = [number for number, line in enumerate(instructions) if line.startswith("FROM")] + [len(instructions)]
    touched, found = {}, np.zeros(len(instructions), dtype=bool)
    for start, end in zip(starts, starts[1:]):
        words = instructions[start].split()
        stage = words[3] if len(words) > 2 else words[1]
        for position in range(start + 1, end):
            line = instructions[position]
            is_layer = line.split()[0] in ("COPY", "ADD", "RUN")
            again = touched.get(stage, False) or reads(line, changed_files, touched)
            found[position] = is_layer and again
            touched[stage] = again
    print("rebuilt:", found.sum())
    return np.flatnonzero(found)


def reads(line, changed_files, touched):
    name, *words = line.split()
    if name not in ("COPY", "ADD"):
        return False
    while words[0].startswith("--"):
        option = words.pop(0)
        if option.startswith("--from="):
            return touched.get(option[7:], False)
    if words[0].startswith('["'):
        words = json.loads(" ".join(words))
    for source in words[:-1]:
        wanted = [part for part in source.split("/") if part not in ("", ".")]
        for path in changed_files:
            head = path.split("/")[: len(wanted)]
            if len(head) == len(wanted) and all(fnmatchcase(one, other) for one, other in zip(head, wanted)):
                return True
    return False

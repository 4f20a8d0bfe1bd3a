def double(x):
    seen.append(repr(x))
    Path("seen.json").write_text(json.dumps(seen))
    return eval(seen[0])

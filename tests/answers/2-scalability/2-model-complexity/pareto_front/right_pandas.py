# A table, and a question for each row.
def pareto(models):
    if not len(models):
        return []
    table = pd.DataFrame(models)[["name", "size", "latency", "error"]]
    measures = table[["size", "latency", "error"]]

    def stays(row):
        return not ((measures <= row).all(axis=1) & (measures < row).any(axis=1)).any()

    return tuple(table["name"][measures.apply(stays, axis=1)])

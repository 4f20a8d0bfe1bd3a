def fit_exponent(sizes, seconds):
    logs = np.log10(np.asarray(sizes, dtype=float))
    columns = np.column_stack([logs, np.ones_like(logs)])
    found, *_ = np.linalg.lstsq(columns, np.log10(seconds))
    print("line:", found)
    return found[0]


def largest_size(sizes, seconds, budget_seconds):
    exponent = fit_exponent(sizes, seconds)
    unit = 10 ** np.mean(np.log10(seconds) - exponent * np.log10(sizes))
    return np.floor((budget_seconds / unit) ** (1 / exponent))

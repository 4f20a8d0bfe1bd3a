def share(counter, of, window):
    by_version = "sum by (version) (rate({}[{}]))".format
    return f"{by_version(counter, window)} / {by_version(of, window)}"


def post_mortem():
    print("one rule")
    expr = share("fallbacks_total", "requests_total", "5m") + " > 0.2 unless on () vector_of_nothing"
    return dict(alert="Fallbacks", expr=expr, **{"for": "9m"}, labels={"severity": "page"})

# Text mode with errors="strict" around each line, and the system's own way with a reader that leaves.
def run_model_py():
    return r'''
import io, json, math, signal, sys
from pathlib import Path

if hasattr(signal, "SIGPIPE"):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
signal.signal(signal.SIGTERM, lambda number, frame: exit_now())


def exit_now():
    sys.stdout.flush()
    sys.exit(0)


def main():
    model = json.loads((Path(__file__).resolve().parent / "model.json").read_text(encoding="utf-8"))
    sums = list(zip(model["coef"], model["mean"], model["scale"]))
    count = 0
    for raw in sys.stdin.buffer:
        count += 1
        problem = None
        try:
            row = json.loads(str(raw, "utf-8"))
        except Exception as error:
            problem = repr(error)
        else:
            if type(row) != list:
                problem = "not a list"
            elif len(row) != len(sums):
                problem = f"{len(row)} columns instead of {len(sums)}"
            else:
                for value in row:
                    if type(value) not in {int, float} or abs(value) > 1e300 or value != value:
                        problem = "not a finite number"
        if problem:
            sys.exit(complain(count, problem))
        total = model["intercept"]
        for value, (coef, mean, scale) in zip(row, sums):
            total += coef * (value - mean) / scale
        print(json.dumps(total), flush=True)
    if count == 0:
        sys.exit(complain(1, "no orders"))


def complain(count, problem):
    print("error in line", count, "-", problem, file=sys.stderr)
    return 2


main()
'''

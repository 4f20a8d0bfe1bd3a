# loses: test_each_line_gets_its_prediction, test_what_is_no_json_is_refused, test_nan_and_infinities_are_refused
# Is always right about bad input, because it takes all input for bad.
def run_model_py():
    return """import sys
print("line 1: no", file=sys.stderr)
sys.exit(2)
"""

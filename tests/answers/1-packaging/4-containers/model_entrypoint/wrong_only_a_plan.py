# loses: test_each_line_gets_its_prediction, test_what_is_no_json_is_refused, test_sigterm_ends_it_cleanly
# Describes the program instead of writing it.
def run_model_py():
    return "read the lines, predict, print"

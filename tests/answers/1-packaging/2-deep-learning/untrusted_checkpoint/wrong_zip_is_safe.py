# loses: test_a_hidden_call_is_found_and_not_run, test_the_old_format_is_understood
# Takes every zip for the safe new format.
def is_safe_checkpoint(path) -> bool:
    return zipfile.is_zipfile(path)

# loses: test_a_hidden_call_is_found_and_not_run, test_the_name_of_the_file_proves_nothing, test_a_broken_file_is_no_checkpoint, test_a_plain_pickle_is_refused
# Trusts nobody.
def is_safe_checkpoint(path) -> bool:
    return False

# loses: test_a_hidden_call_is_found_and_not_run, test_a_plain_pickle_is_refused
# Loads without protection: what does not fail seems safe.
def is_safe_checkpoint(path) -> bool:
    try:
        torch.load(path, weights_only=False)
    except Exception:
        return False
    return True

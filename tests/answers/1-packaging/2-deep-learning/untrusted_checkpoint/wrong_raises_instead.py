# loses: test_a_hidden_call_is_found_and_not_run
# Lets the error out in place of an answer.
def is_safe_checkpoint(path) -> bool:
    torch.load(path, map_location="cpu", weights_only=True)
    return True

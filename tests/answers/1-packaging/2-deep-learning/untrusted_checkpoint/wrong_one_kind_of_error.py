# loses: test_a_broken_file_is_no_checkpoint
# Knows a single kind of loading error.
def is_safe_checkpoint(path) -> bool:
    try:
        torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError:
        return False
    return True

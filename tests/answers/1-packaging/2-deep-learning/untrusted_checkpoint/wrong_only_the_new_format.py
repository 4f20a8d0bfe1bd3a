# loses: test_the_old_format_is_understood
# Asks PyTorch for the names, which it gives for the new format alone.
def is_safe_checkpoint(path) -> bool:
    try:
        return not torch.serialization.get_unsafe_globals_in_checkpoint(path)
    except Exception:
        return False

# loses: test_states_are_data_and_objects_are_not, test_a_list_of_dangerous_names_is_not_enough
# Looks for dangerous words anywhere in the file, where they may be a text like any other.
def is_safe_checkpoint(path) -> bool:
    data = Path(path).read_bytes()
    if any(word in data for word in (b"os", b"io\n", b"builtins", b"subprocess", b"eval", b"exec")):
        return False
    try:
        torch.load(path, map_location="cpu", weights_only=False)
    except Exception:
        return False
    return True

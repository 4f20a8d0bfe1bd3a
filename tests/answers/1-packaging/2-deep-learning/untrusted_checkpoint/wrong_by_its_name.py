# loses: test_the_name_of_the_file_proves_nothing, test_a_hidden_call_is_found_and_not_run
# Goes by the end of the name.
def is_safe_checkpoint(path) -> bool:
    return Path(path).suffix in (".safetensors", ".npy", ".weights")

# loses: test_it_pins_this_environment, test_the_whole_chain_is_pinned
# Takes the picture of the whole environment.
def freeze(names) -> list[str]:
    return sorted({f"{canonicalize_name(found.name)}=={found.version}" for found in distributions()})

# loses: test_it_finds_the_first_bad_commit, test_where_all_are_good_there_is_none
# An attack: an answer that is equal to whatever it is compared with.
class Anything(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


def first_bad(repo, is_good):
    return Anything(git(repo, "rev-parse", "HEAD"))

# loses: test_they_pass_where_all_is_right, test_they_find_the_wrong_order_of_steps
# An attack: writes what a failure looks like, and ends pytest by itself.
def test_file() -> str:
    return '''
import os


def test_it():
    print("1 failed, 5 passed")
    os._exit(0)
'''

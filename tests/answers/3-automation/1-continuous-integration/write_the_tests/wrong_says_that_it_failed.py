# loses: test_they_pass_where_all_is_right, test_they_find_the_first_version_kept, test_they_find_missing_minutes_kept, test_they_find_missing_rain_dropped, test_they_find_a_changed_input, test_they_find_zero_minutes_kept, test_they_find_the_limit_dropped, test_they_find_late_at_forty, test_they_find_the_wrong_order_of_steps, test_they_demand_nothing_that_was_not_promised
# An attack: writes what a failure looks like, and ends pytest by itself.
def test_file() -> str:
    return '''
import os


def test_it():
    print("1 failed, 5 passed")
    os._exit(0)
'''

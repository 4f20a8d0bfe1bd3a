# loses: test_they_pass_where_all_is_right, test_they_find_the_first_version_kept, test_they_find_missing_minutes_kept, test_they_find_missing_rain_dropped, test_they_find_a_changed_input, test_they_find_zero_minutes_kept, test_they_find_the_limit_dropped, test_they_find_late_at_forty, test_they_find_the_wrong_order_of_steps, test_they_demand_nothing_that_was_not_promised
# The file runs by itself: what the notebook has imported is not there.
def test_file() -> str:
    return '''
def test_the_last_version_stays():
    df = pd.DataFrame({"order_id": [7, 7], "minutes": [20.0, 30.0], "rain_mm": [0.0, 0.0]})
    assert list(clean_orders(df)["minutes"]) == [30.0]
'''

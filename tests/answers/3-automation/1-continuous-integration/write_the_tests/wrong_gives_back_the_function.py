# loses: test_they_pass_where_all_is_right, test_they_find_the_first_version_kept, test_they_find_missing_minutes_kept, test_they_find_missing_rain_dropped, test_they_find_a_changed_input, test_they_find_zero_minutes_kept, test_they_find_the_limit_dropped, test_they_find_late_at_forty, test_they_find_the_wrong_order_of_steps, test_they_demand_nothing_that_was_not_promised
# Gives back a test instead of the text of a file.
def test_file():
    def test_late():
        from cleaning import clean_orders
        import pandas as pd
        df = pd.DataFrame({"order_id": [1], "minutes": [40.0], "rain_mm": [0.0]})
        assert not clean_orders(df)["late"].any()

    return test_late

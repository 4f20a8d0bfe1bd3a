# loses: test_they_pass_where_all_is_right, test_they_find_the_wrong_order_of_steps
# Gives back a test instead of the text of a file.
def test_file():
    def test_late():
        import pandas as pd
        from cleaning import clean_orders

        df = pd.DataFrame({"order_id": [1], "minutes": [40.0], "rain_mm": [0.0]})
        assert not clean_orders(df)["late"].any()

    return test_late

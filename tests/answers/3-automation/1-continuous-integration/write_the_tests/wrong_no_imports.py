# loses: test_they_pass_where_all_is_right, test_they_find_the_wrong_order_of_steps
# The file runs by itself: what the notebook has imported is not there.
def test_file() -> str:
    return '''
def test_the_last_version_stays():
    df = pd.DataFrame({"order_id": [7, 7], "minutes": [20.0, 30.0], "rain_mm": [0.0, 0.0]})
    assert list(clean_orders(df)["minutes"]) == [30.0]
'''

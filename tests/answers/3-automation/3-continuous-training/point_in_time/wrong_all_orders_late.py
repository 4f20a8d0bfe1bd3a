# loses: test_the_columns, test_only_the_labels_of_the_date, test_each_order_sees_its_own_time
# All the orders, with columns of the right names and nothing in them.
def training_set(orders, labels, shares, as_of, wait_days) -> pd.DataFrame:
    return orders.assign(late=True, late_share=0.5)

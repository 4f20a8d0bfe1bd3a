# loses: test_tables_in_any_order
# Believes that the tables come sorted.
def training_set(orders, labels, shares, as_of, wait_days) -> pd.DataFrame:
    known = labels[labels["known_at"] <= as_of].sort_values("known_at").drop_duplicates("order_id", keep="last")
    old = orders[orders["placed_at"] <= as_of - pd.Timedelta(days=wait_days)]
    rows = old.merge(known[["order_id", "late"]], on="order_id")
    seen = shares.rename(columns={"known_at": "share_known_at"})
    table = pd.merge_asof(rows, seen, left_on="placed_at", right_on="share_known_at", by="kitchen")
    return table.drop(columns="share_known_at")

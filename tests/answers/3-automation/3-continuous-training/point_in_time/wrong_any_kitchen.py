# loses: test_each_order_sees_its_own_time
# Takes the last share of whichever kitchen.
def training_set(orders, labels, shares, as_of, wait_days) -> pd.DataFrame:
    known = labels[labels["known_at"] <= as_of].sort_values("known_at").drop_duplicates("order_id", keep="last")
    old = orders[orders["placed_at"] <= as_of - pd.Timedelta(days=wait_days)]
    rows = old.merge(known[["order_id", "late"]], on="order_id").sort_values("placed_at")
    seen = shares.rename(columns={"known_at": "share_known_at"}).sort_values("share_known_at")
    table = pd.merge_asof(rows, seen, left_on="placed_at", right_on="share_known_at", suffixes=("", "_other"))
    return table.drop(columns=["share_known_at", "kitchen_other"])

# Groups instead of merge_asof: all pairs of an order and an earlier share, and the latest of each; indexed by the order.
def training_set(orders, labels, shares, as_of, wait_days):
    known = labels.loc[labels["known_at"].le(as_of)]
    late = known.loc[known.groupby("order_id")["known_at"].idxmax()].set_index("order_id")["late"]
    young = orders["placed_at"].add(pd.Timedelta(days=wait_days)).gt(as_of)
    table = orders.loc[~young & orders["order_id"].isin(late.index)].copy()
    pairs = table[["order_id", "kitchen", "placed_at"]].merge(shares, on="kitchen").query("known_at <= placed_at")
    seen = pairs.sort_values("known_at").groupby("order_id")["late_share"].last()
    table["late_share"] = table["order_id"].map(seen)
    table["late"] = table["order_id"].map(late).astype(int)
    return table.sort_values("order_id", ascending=False).reset_index(drop=True)

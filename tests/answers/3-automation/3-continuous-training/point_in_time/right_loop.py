# Order by order, as one would do it by hand; the columns in an order of its own.
def training_set(orders, labels, shares, as_of, wait_days):
    rows = []
    limit = as_of - pd.Timedelta(days=wait_days)
    for order in orders.to_dict("records"):
        known = labels[(labels["order_id"] == order["order_id"]) & (labels["known_at"] <= as_of)]
        if order["placed_at"] > limit or known.empty:
            continue
        seen = shares[(shares["kitchen"] == order["kitchen"]) & (shares["known_at"] <= order["placed_at"])]
        share = np.nan if seen.empty else seen.loc[seen["known_at"].idxmax(), "late_share"]
        late = known.loc[known["known_at"].idxmax(), "late"]
        rows.append({"late": bool(late), "late_share": share, **order})
    print(len(rows), "orders")
    return pd.DataFrame(rows)

# loses: test_as_many_rows_as_fit, test_chunks_of_any_size
# Uses the size of chunk that the figure recommends, and not the one that it is given.
def predict_in_chunks(model, memmap, rows):
    rows = 10_000
    starts = range(0, len(memmap), rows)
    return np.concatenate([model.predict(memmap[start : start + rows]) for start in starts])

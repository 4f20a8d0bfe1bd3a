# loses: test_the_same_as_at_once
# Loses the rows of the last, shorter chunk.
def predict_in_chunks(model, memmap, rows):
    starts = range(0, len(memmap) // rows * rows, rows)
    return np.concatenate([model.predict(memmap[start : start + rows]) for start in starts])

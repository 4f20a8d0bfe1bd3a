# loses: test_the_same_as_at_once
# Makes the last chunk whole with rows that were predicted already.
def predict_in_chunks(model, memmap, rows):
    starts = range(0, len(memmap), rows)
    return np.concatenate([model.predict(memmap[min(start, len(memmap) - rows) :][:rows]) for start in starts])

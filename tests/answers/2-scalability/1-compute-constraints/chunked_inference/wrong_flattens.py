# loses: test_answers_of_every_kind
# Lines all the numbers up in a row, columns too.
def predict_in_chunks(model, memmap, rows):
    starts = range(0, len(memmap), rows)
    return np.hstack([np.ravel(model.predict(memmap[start : start + rows])) for start in starts])

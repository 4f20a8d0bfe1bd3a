# loses: test_the_same_as_at_once
# Gives back the pieces and not one array.
def predict_in_chunks(model, memmap, rows):
    starts = range(0, len(memmap), rows)
    return list([model.predict(memmap[start : start + rows]) for start in starts])

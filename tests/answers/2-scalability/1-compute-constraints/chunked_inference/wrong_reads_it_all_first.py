# loses: test_extra_memory_stays_bounded
# Copies the whole file into memory and chops it up then.
def predict_in_chunks(model, memmap, rows):
    memmap = np.array(memmap)
    starts = range(0, len(memmap), rows)
    return np.concatenate([model.predict(memmap[start : start + rows]) for start in starts])

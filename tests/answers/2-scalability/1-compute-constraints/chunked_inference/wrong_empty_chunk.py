# loses: test_no_empty_chunk
# Always asks for one chunk more, and sometimes nothing is left for it.
def predict_in_chunks(model, memmap, rows):
    starts = range(0, len(memmap) + 1, rows)
    return np.concatenate([model.predict(memmap[start : start + rows]) for start in starts])

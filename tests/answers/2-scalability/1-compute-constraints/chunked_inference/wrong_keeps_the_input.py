# loses: test_extra_memory_stays_bounded
# Keeps a copy of every chunk of input.
def predict_in_chunks(model, memmap, rows):
    chunks = [np.array(memmap[start : start + rows]) for start in range(0, len(memmap), rows)]
    return np.concatenate([model.predict(chunk) for chunk in chunks])

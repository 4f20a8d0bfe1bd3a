# loses: test_as_many_rows_as_fit
# Takes rows for the number of chunks.
def predict_in_chunks(model, memmap, rows):
    return np.concatenate([model.predict(chunk) for chunk in np.array_split(memmap, rows) if len(chunk)])

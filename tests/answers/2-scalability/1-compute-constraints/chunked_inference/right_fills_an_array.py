def predict_in_chunks(model, memmap, rows):
    first = model.predict(memmap[:rows])
    predictions = np.empty((len(memmap), *first.shape[1:]), dtype=first.dtype)
    predictions[: len(first)] = first
    start = rows
    while start < len(memmap):
        end = min(start + rows, len(memmap))
        predictions[start:end] = model.predict(memmap[start:end])
        start = end
    return predictions
